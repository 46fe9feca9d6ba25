import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Character, Finding, Scene } from "../story/index.ts";
import { passes, screen } from "./culture/screen.ts";
import { applyWaivers, Waiver } from "./culture/waivers.ts";

/** Reads the script for what would hurt or amuse at Spring Festival. Rules are data; see `culture/rules`. */
export const culture = defineNode({
  type: "qa/culture",
  version: 1,
  title: "Culture check",
  summary: "Screens lines, actions, things and clothes against Spring Festival customs, the calendar and kinship.",
  inputs: {
    scenes: port.value(Type.Array(Scene), { title: "Scenes" }),
    characters: port.value(Type.Array(Character), { title: "Characters" }),
    year: port.value(Type.Integer({ title: "Year", description: "In which the story's Spring Festival lies.", minimum: 1901, maximum: 2099, default: 2026 })),
    region: port.value(Type.Union(["any", "north", "south", "canton", "hong-kong"].map((word) => Type.Literal(word)), { title: "Region", default: "any" })),
    market: port.value(Type.Union(["cn", "abroad"].map((word) => Type.Literal(word)), { title: "Market", default: "cn" })),
    waivers: port.value(Type.Array(Waiver, { title: "Waivers", default: [] })),
  },
  outputs: { findings: port.value(Type.Array(Finding), { title: "Findings" }) },

  async run({ inputs: { scenes, characters, year, region, market, waivers } }) {
    const found = await screen(scenes, characters, { year, region: String(region), market: String(market) });
    return { findings: [...applyWaivers(found, waivers), ...passes(found, scenes)] };
  },
});
