import { defineNode, ffmpeg, port, Type, Video } from "../../runtime/contract/index.ts";
import { Episode, Finding, Report, Timeline } from "../story/index.ts";
import { isStandIn } from "./report/stand-ins.ts";
import { takeStills } from "./report/stills.ts";
import { inOrder, verdictOf } from "./report/verdict.ts";

/** Joins the findings of all checks into one verdict on an episode. */
export const report = defineNode({
  type: "qa/report",
  version: 1,
  title: "Report",
  summary: "One verdict on the episode: pass, look or block, with every finding and a few frames.",
  inputs: {
    episode: port.value(Episode),
    findings: port.value(Type.Array(Finding), { many: true }),
    video: port.value(Video, { optional: true }),
    timeline: port.value(Timeline, { optional: true }),
  },
  outputs: { report: port.value(Report) },
  uses: [ffmpeg],

  async run({ inputs: { episode, findings, video, timeline }, context }) {
    return {
      report: {
        id: episode.id,
        title: episode.title,
        verdict: verdictOf(findings),
        findings: inOrder(findings, episode),
        ...(video ? { video } : {}),
        stills: video ? await takeStills(video, timeline, context) : [],
        standIns: standInsOf(episode, findings),
      },
    };
  },
});

/** Labels of stand-ins: of the writer on the episode, of others in findings named `…/stand-in`. */
function standInsOf(episode: Episode, findings: readonly Finding[]): string[] {
  const labels = findings.filter(({ check }) => check.endsWith("/stand-in")).flatMap(({ measured }) => measured ?? []);
  return [...new Set([...(isStandIn(episode.source) ? [episode.source] : []), ...labels.toSorted()])];
}
