import { defineNode, fail, ffmpeg, File, port, Type, Video } from "../../runtime/contract/index.ts";
import { Timeline } from "../story/index.ts";
import { cutListOf } from "./cut-list.ts";
import { buildEdl, edlMedia } from "./edl.ts";
import { buildFcpxml, fcpxmlMedia } from "./fcpxml.ts";
import { buildOtio, otioMedia } from "./otio.ts";
import { countFrames } from "./pieces.ts";

/**
 * Hands an episode to editing programs. All three files name one media file, the delivered video, which must lie beside
 * them under the name `media` (else `<episode id>.mp4`); every clip is a range of it.
 * @throws ProblemError TIMELINE_DISAGREES, TIMELINE_BROKEN, TRANSITION_TOO_LONG, MEDIA_NAME
 */
export const timeline = defineNode({
  type: "compose/timeline",
  version: 1,
  title: "Timeline",
  summary: "Writes an episode's cut for editing programs: OpenTimelineIO, Final Cut Pro XML and EDL.",
  inputs: {
    timeline: port.value(Timeline, { title: "Episode timeline" }),
    video: port.value(Video, { title: "Finished video" }),
    media: port.value(Type.String({ title: "File name of the video", default: "" }), { summary: "Empty: the episode's id and .mp4." }),
  },
  outputs: {
    otio: port.value(File, { title: "OpenTimelineIO file" }),
    fcpxml: port.value(File, { title: "Final Cut Pro XML file" }),
    edl: port.value(File, { title: "EDL file" }),
  },
  uses: [ffmpeg],

  async run({ inputs: { timeline, video, media }, context }) {
    const name = media || `${timeline.id}.mp4`;
    if (/[/\\\p{Cc}]/u.test(name)) {
      fail({ code: "MEDIA_NAME", port: "media", message: `"${name}" is not the name of a file.`, hint: "Give a name without folders, such as e03.mp4." });
    }
    const engine = await context.use(ffmpeg);
    const path = await context.path(video);
    const frames = await countFrames(path, engine);
    if (frames !== timeline.frames) {
      fail({ code: "TIMELINE_DISAGREES", message: `The timeline has ${timeline.frames} frames, the video ${frames}.`, hint: "Connect the video and the timeline of the same episode." });
    }
    const { streams } = await engine.probe(path, ["-select_streams", "a:0"]);
    const list = cutListOf(timeline, { media: name, channels: Number(streams[0]?.channels ?? 0) });
    return {
      otio: await context.write(otioMedia, buildOtio(list)),
      fcpxml: await context.write(fcpxmlMedia, buildFcpxml(list)),
      edl: await context.write(edlMedia, buildEdl(list)),
    };
  },
});
