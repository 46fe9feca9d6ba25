import { defineNode, judge as judgeRole, port, Type } from "../../runtime/contract/index.ts";
import { Character, Finding, Scene } from "../story/index.ts";
import { openAlmanac } from "./culture/almanac.ts";
import { passes, screen } from "./culture/screen.ts";
import { cultureRubric } from "./judge/culture-rubric.ts";
import { festivalFacts } from "./judge/festival-facts.ts";
import { judgeStory } from "./judge/judge.ts";
import { languageOf } from "./judge/passages.ts";
import { applyWaivers, Waiver } from "./waivers.ts";

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
    judge: port.value(Type.Boolean({ title: "Ask the judge", description: "Has every scene judged by a rubric, after the rules.", default: true })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0, description: "Another seed has everything judged anew." })),
  },
  outputs: { findings: port.value(Type.Array(Finding), { title: "Findings" }) },
  uses: [judgeRole],

  async run({ inputs: { scenes, characters, year, region, market, waivers, judge, seed }, context }) {
    const place = { year, region: String(region), market: String(market) };
    const found = await screen(scenes, characters, place);
    const facts = festivalFacts(place, await openAlmanac(year), languageOf(scenes));
    const judged = judge ? await judgeStory(cultureRubric, { scenes, characters, facts }, seed, context) : [];
    return { findings: [...applyWaivers([...found, ...judged], waivers, "culture"), ...passes(found, scenes)] };
  },
});
