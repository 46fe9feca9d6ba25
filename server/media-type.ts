/** How bytes are handed to a browser. */
export interface Served {
  readonly type: string;
  /** Whether a browser may show it as a page of its own; what could hold a script may not. */
  readonly inline: boolean;
}

/** How much of the beginning is looked at. */
export const sniffedBytes = 4096;

const download: Served = { type: "application/octet-stream", inline: false };

/** First bytes that give a format away, as Latin-1 text at an offset. None of these can hold a script. */
const signatures: readonly (readonly [offset: number, bytes: string, type: string])[] = [
  [0, "\x89PNG\r\n\x1a\n", "image/png"],
  [0, "\xff\xd8\xff", "image/jpeg"],
  [0, "GIF87a", "image/gif"], [0, "GIF89a", "image/gif"],
  [8, "WEBP", "image/webp"], [8, "WAVE", "audio/wav"],
  [4, "ftypavif", "image/avif"], [4, "ftypM4A", "audio/mp4"], [4, "ftypqt", "video/quicktime"], [4, "ftyp", "video/mp4"],
  [0, "\x1aE\xdf\xa3", "video/webm"],
  [0, "OggS", "audio/ogg"], [0, "fLaC", "audio/flac"], [0, "ID3", "audio/mpeg"],
  [0, "\xff\xfb", "audio/mpeg"], [0, "\xff\xf3", "audio/mpeg"], [0, "\xff\xf2", "audio/mpeg"],
  [0, "\xff\xf1", "audio/aac"], [0, "\xff\xf9", "audio/aac"],
];

/** A container says little of what is in it: such a claim agrees with the bytes although the sniffed type is another. */
const kin: readonly ReadonlySet<string>[] = [
  new Set(["video/mp4", "audio/mp4", "video/quicktime"]),
  new Set(["video/webm", "audio/webm", "video/x-matroska"]),
  new Set(["audio/ogg", "video/ogg"]),
  new Set(["audio/wav", "audio/x-wav", "audio/wave"]),
];

/** Texts that no browser takes for a page. */
const plainTexts = new Set(["text/plain", "text/vtt", "text/csv", "text/markdown", "text/x-ssa", "application/json", "application/x-subrip", "application/x-ass", "text/fountain"]);

/**
 * The type to serve bytes as. They decide; what is claimed of them is believed only when it is harmless and agrees.
 * @param head the first `sniffedBytes` bytes; @param claimed a media type from whoever asks
 */
export function servedAs(head: Uint8Array, claimed: string | undefined): Served {
  const media = claimed?.split(";")[0]!.trim().toLowerCase();
  const sniffed = signatureOf(head);
  if (sniffed !== undefined) return { type: media !== undefined && kin.some((family) => family.has(sniffed) && family.has(media)) ? media : sniffed, inline: true };
  if (!isText(head)) return download;
  const text = new TextDecoder().decode(head).replace(/^\uFEFF/, "").trimStart();
  if (text.startsWith("<")) return { type: /<svg[\s>]/i.test(text) ? "image/svg+xml" : download.type, inline: false };
  return { type: `${media !== undefined && plainTexts.has(media) ? media : "text/plain"}; charset=utf-8`, inline: true };
}

function signatureOf(head: Uint8Array): string | undefined {
  const latin = Buffer.from(head.subarray(0, 32)).toString("latin1");
  return signatures.find(([offset, bytes]) => latin.startsWith(bytes, offset))?.[2];
}

/** UTF-8 without the control characters that binary formats are full of; the end may cut a character in two. */
function isText(head: Uint8Array): boolean {
  if (head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The type and subtype of a Content-Type header; undefined when it is not one. */
export function mediaTypeIn(header: string | undefined): string | undefined {
  return /^\s*([a-z]+\/[a-z0-9][a-z0-9!#$&^_.+-]{0,100})\s*(?:;|$)/i.exec(header ?? "")?.[1]?.toLowerCase();
}
