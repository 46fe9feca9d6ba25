/** Media types by file extension; the first extension of a type is the one its files are given. */
const table: readonly (readonly [extension: string, media: string])[] = [
  ["mp4", "video/mp4"], ["m4v", "video/mp4"], ["mov", "video/quicktime"], ["webm", "video/webm"], ["mkv", "video/x-matroska"],
  ["wav", "audio/wav"], ["wav", "audio/x-wav"], ["mp3", "audio/mpeg"], ["m4a", "audio/mp4"], ["aac", "audio/aac"], ["flac", "audio/flac"], ["ogg", "audio/ogg"], ["opus", "audio/opus"],
  ["png", "image/png"], ["jpg", "image/jpeg"], ["jpeg", "image/jpeg"], ["webp", "image/webp"], ["avif", "image/avif"], ["gif", "image/gif"], ["svg", "image/svg+xml"],
  ["srt", "application/x-subrip"], ["srt", "text/srt"], ["vtt", "text/vtt"], ["ass", "text/x-ssa"], ["ass", "text/x-ass"],
  ["otio", "application/vnd.otio+json"], ["fcpxml", "application/vnd.apple.fcpxml+xml"], ["edl", "text/x-edl"],
  ["json", "application/json"], ["txt", "text/plain"], ["md", "text/markdown"], ["fountain", "text/x-fountain"], ["html", "text/html"], ["csv", "text/csv"], ["xml", "application/xml"],
  ["pdf", "application/pdf"], ["zip", "application/zip"],
];

/** @returns the extension without a dot; for a type not in the table its subtype, and `bin` when there is nothing to go by */
export function extensionFor(media: string): string {
  const type = media.split(";", 1)[0]!.trim().toLowerCase();
  const known = table.find(([, candidate]) => candidate === type);
  if (known) return known[0];
  const subtype = type.split("/")[1]?.replace(/^(x-|vnd\.)/, "").replace(/^.*\+/, "") ?? "";
  return /^[a-z0-9]{1,12}$/.test(subtype) && subtype !== "octet-stream" ? subtype : "bin";
}

/** @returns undefined for an extension that names no known type */
export function mediaForFile(path: string): string | undefined {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  return table.find(([candidate]) => candidate === extension)?.[1];
}
