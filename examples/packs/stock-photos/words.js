import { defineNode, port, Type } from "reelwright/pack";
import { Setting } from "reelwright/story";
import { feasts, places, times } from "./places.js";

/** A place as a script names it is seldom what a photo is filed under. */
export const words = defineNode({
  type: "stock-photos/words",
  version: 1,
  title: "Words for a place",
  summary: "Says in a photographer's words where and when a scene plays.",
  inputs: {
    setting: port.value(Setting, { title: "Setting", summary: "Where and when the scene plays." }),
    extra: port.value(Type.String({ title: "More words", default: "" }), { summary: "Added to every search: `china`, `film grain`." }),
    feast: port.value(Type.Boolean({ title: "Feasts", default: true }), { summary: "Lets the New Year and other feasts be seen, where the scene has a date for it." }),
  },
  outputs: {
    query: port.value(Type.String(), { title: "Words", summary: "What to search for." }),
    locale: port.value(Type.String(), { title: "Language of the words", summary: "English, or Chinese for a place that is not known here." }),
  },
  async run({ inputs: { setting, extra, feast } }) {
    const { location, interior, timeOfDay, lunarDate } = setting;
    const known = places.find(([place]) => place.test(location))?.[1];
    if (known === undefined && /\p{Script=Han}/u.test(location)) return { query: together([location, extra]), locale: "zh-CN" };
    const day = feast && lunarDate !== undefined ? feasts.find(([date]) => date.test(lunarDate))?.[1] : undefined;
    // Indoors a window tells little of the hour; at night it does.
    const time = interior && timeOfDay !== "night" && timeOfDay !== "evening" ? "" : times[timeOfDay];
    return { query: together([day, known ?? location, time, extra]), locale: "en-US" };
  },
});

function together(words) {
  return words.filter((word) => word !== undefined && word.trim() !== "").map((word) => word.trim()).join(" ").toLowerCase();
}
