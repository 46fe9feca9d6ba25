import { type CutList, type CutTransition, recordStart } from "./cut-list.ts";

export const otioMedia = "application/vnd.otio+json";

/**
 * OpenTimelineIO JSON with the schemas of its releases 0.15 to 0.18 (`Clip.2`, `Marker.2`): readers refuse schemas newer
 * than themselves. Media are named by file alone, so that a program finds them beside this one; clips carry the same name,
 * because DaVinci Resolve links by it, and a green marker with the shot's.
 */
export function buildOtio(list: CutList): string {
  const time = (value: number) => ({ OTIO_SCHEMA: "RationalTime.1", rate: list.rate.num / list.rate.den, value });
  const range = (start: number, end: number) => ({ OTIO_SCHEMA: "TimeRange.1", start_time: time(start), duration: time(end - start) });
  const common = { metadata: {}, effects: [], markers: [], enabled: true };

  const marker = (name: string, color: "BLUE" | "GREEN", frame: number, comment = "") =>
    ({ OTIO_SCHEMA: "Marker.2", name, metadata: {}, color, comment, marked_range: range(frame, frame + 1) });
  const clip = (start: number, end: number, shot?: string) => ({
    OTIO_SCHEMA: "Clip.2", ...common, name: list.media,
    ...(shot && { metadata: { reelwright: { shot } }, markers: [marker(shot, "GREEN", start)] }),
    source_range: range(start, end),
    media_references: {
      DEFAULT_MEDIA: {
        OTIO_SCHEMA: "ExternalReference.1", metadata: {}, name: list.media, target_url: encodeURIComponent(list.media),
        available_range: range(0, list.frames), available_image_bounds: null,
      },
    },
    active_media_reference_key: "DEFAULT_MEDIA",
  });
  const transition = ({ kind, before, after }: CutTransition) => ({
    OTIO_SCHEMA: "Transition.1", name: kind, metadata: { reelwright: { kind } },
    transition_type: kind === "dissolve" ? "SMPTE_Dissolve" : "Custom_Transition",
    in_offset: time(before), out_offset: time(after),
  });
  const track = (name: string, kind: "Video" | "Audio", children: unknown[]) => ({ OTIO_SCHEMA: "Track.1", ...common, name, kind, source_range: null, children });

  const picture = list.cuts.flatMap((cut) => [clip(cut.start, cut.end, cut.name), ...(cut.transition ? [transition(cut.transition)] : [])]);
  return `${JSON.stringify({
    OTIO_SCHEMA: "Timeline.1",
    name: list.title || list.id,
    metadata: { reelwright: { episode: list.id } },
    global_start_time: time(recordStart(list.rate)),
    tracks: {
      OTIO_SCHEMA: "Stack.1", ...common, name: "tracks", source_range: null,
      markers: list.cuts.flatMap(({ start, scene }) => (scene ? [marker(scene.name, "BLUE", start, scene.title)] : [])),
      children: [track("V1", "Video", picture), ...(list.channels > 0 ? [track("A1", "Audio", [clip(0, list.frames)])] : [])],
    },
  }, null, 2)}\n`;
}
