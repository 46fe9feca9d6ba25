import type { Fault } from "./validity.ts";
import type { FileType } from "./control-kind.ts";

/** Media types of files that browsers do not know by their name. */
const byEnding: Readonly<Record<string, string>> = {
  ass: "text/x-ssa", edl: "text/plain", fountain: "text/plain", md: "text/markdown", otio: "application/json", srt: "application/x-subrip",
  ssa: "text/x-ssa", txt: "text/plain", vtt: "text/vtt", fcpxml: "application/xml", json: "application/json", csv: "text/csv",
  flac: "audio/flac", m4a: "audio/mp4", mkv: "video/x-matroska", mov: "video/quicktime", opus: "audio/ogg",
};

/** The media type of a file that was dropped, pasted or picked. */
export function mediaTypeOf({ name, type }: { readonly name: string; readonly type: string }): string {
  if (type !== "") return type.replace(/;.*$/, "").trim().toLowerCase();
  return byEnding[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ""] ?? "application/octet-stream";
}

/** @returns what is wrong with giving a file of this media type where `pattern` is asked for; undefined when it fits */
export function mediaFault(media: string, type: FileType, pattern: string): Fault | undefined {
  return pattern === "" || new RegExp(pattern).test(media) ? undefined : { keyword: "media", path: [], demands: { wanted: type, got: media } };
}

/** What a file dialog offers. */
export function acceptOf(type: FileType): string {
  return type === "file" ? "" : `${type}/*`;
}
