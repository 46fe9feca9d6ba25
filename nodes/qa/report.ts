import { defineNode, ffmpeg, port, Type, Video } from "../../runtime/contract/index.ts";
import { Episode, Finding, Picture, Report, Timeline } from "../story/index.ts";
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
    episode: port.value(Episode, { title: "Episode" }),
    findings: port.value(Type.Array(Finding), { title: "Findings", many: true }),
    video: port.value(Video, { title: "Finished video", optional: true }),
    timeline: port.value(Timeline, { title: "Episode timeline", optional: true }),
    pictures: port.value(Type.Array(Picture), { title: "Pictures", optional: true, summary: "What the film shows, to name the stand-ins that drew it." }),
  },
  outputs: { report: port.value(Report, { title: "Report" }) },
  uses: [ffmpeg],

  async run({ inputs: { episode, findings, video, timeline, pictures = [] }, context }) {
    return {
      report: {
        id: episode.id,
        title: episode.title,
        verdict: verdictOf(findings),
        findings: inOrder(findings, episode),
        ...(video ? { video } : {}),
        stills: video ? await takeStills(video, timeline, context) : [],
        standIns: standInsOf(episode, findings, pictures),
      },
    };
  },
});

/** Labels of stand-ins: of the writer on the episode, of who drew on the pictures, of others in findings named `…/stand-in`. */
function standInsOf(episode: Episode, findings: readonly Finding[], pictures: readonly Picture[]): string[] {
  const told = findings.filter(({ check }) => check.endsWith("/stand-in")).flatMap(({ measured }) => measured ?? []);
  const labels = [episode.source, ...pictures.map(({ source }) => source)].filter(isStandIn);
  return [...new Set([...labels, ...told])].toSorted();
}
