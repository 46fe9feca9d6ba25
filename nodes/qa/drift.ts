import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Finding, IdentityDrift, type IdentityReport as Report, IdentityReport } from "../story/index.ts";
import { trendOf } from "./identity/trend.ts";

/** A loss of this much from one episode to the next is a face that will be another one by the finale. */
const steep = -0.01;

/** Lays the identity reports of a series side by side: who looks less and less like themselves. */
export const drift = defineNode({
  type: "qa/drift",
  version: 1,
  title: "Identity drift",
  summary: "Follows every character over the episodes of a series: the mean score of each, and the slope by least squares.",
  inputs: { reports: port.value(Type.Array(IdentityReport), { title: "Identity reports", summary: "Of all episodes of a series." }) },
  outputs: { drift: port.value(IdentityDrift, { title: "Drift" }), findings: port.value(Type.Array(Finding), { title: "Findings" }) },

  async run({ inputs: { reports } }) {
    const characters = followed(reports.toSorted((one, other) => one.index - other.index));
    const found = characters.flatMap(({ name, trend, episodes }): Finding[] => {
      const last = episodes.at(-1);
      if (!trend || !last || trend.slope > steep) return [];
      return [{
        check: "identity/drift", severity: "warn", message: `${name} looks less as anchored from episode to episode.`,
        hint: "Compare the last episodes with the reference, and have the worst shots made again.", where: { episode: last.id },
        measured: `${trend.slope.toFixed(3)} an episode over ${episodes.length}`, expected: `above ${steep.toFixed(3)}`,
      }];
    });
    const measured = characters.filter(({ trend }) => trend);
    const held: Finding[] = found.length === 0 && measured.length > 0
      ? [{ check: "identity/drift", severity: "pass", message: `Nobody drifts: ${measured.map(({ name, trend }) => `${name} ${trend!.slope.toFixed(3)} an episode`).join(", ")}.` }] : [];
    return { drift: { characters }, findings: [...found, ...held] };
  },
});

/** Episodes in which nobody could judge a character are left out of that character's line. */
function followed(reports: readonly Report[]): IdentityDrift["characters"] {
  const people = new Map(reports.flatMap(({ characters }) => characters.map(({ id, name }) => [id, name] as const)));
  return [...people].map(([id, name]) => {
    const episodes = reports.flatMap((report) => {
      const found = report.characters.find((character) => character.id === id);
      return found?.mean === undefined ? [] : [{ id: report.id, index: report.index, mean: found.mean, shots: found.shots.filter(({ score }) => score !== undefined).length }];
    });
    const trend = trendOf(episodes.map(({ index, mean }) => [index, mean] as const));
    return { id, name, episodes, ...(trend ? { trend } : {}) };
  });
}
