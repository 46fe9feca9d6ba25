/** What bytes are, by how they begin: services often get the content type wrong. */

export function audioType(bytes: Uint8Array): string | undefined {
  const [a = 0, b = 0] = bytes;
  if (is(bytes, 0, "RIFF") && is(bytes, 8, "WAVE")) return "audio/wav";
  if (is(bytes, 0, "fLaC")) return "audio/flac";
  if (is(bytes, 0, "OggS")) return "audio/ogg";
  if (is(bytes, 4, "ftyp")) return "audio/mp4";
  if (is(bytes, 0, "ID3")) return "audio/mpeg";
  // Eleven bits of ones begin a frame of either; the layer tells them apart, and AAC has none.
  if (a === 0xff && (b & 0xf6) === 0xf0) return "audio/aac";
  if (a === 0xff && (b & 0xe0) === 0xe0 && (b & 0x06) !== 0) return "audio/mpeg";
  return undefined;
}

export function pictureType(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x89 && is(bytes, 1, "PNG\r\n")) return "image/png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (is(bytes, 0, "RIFF") && is(bytes, 8, "WEBP")) return "image/webp";
  return undefined;
}

export function filmType(bytes: Uint8Array): string | undefined {
  if (is(bytes, 4, "ftyp")) return is(bytes, 8, "qt  ") ? "video/quicktime" : "video/mp4";
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) return "video/webm";
  return undefined;
}

function is(bytes: Uint8Array, at: number, text: string): boolean {
  return bytes.length >= at + text.length && [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
}

/** The length of a WAV, by its samples: one that was streamed claims gigabytes in its header. Undefined where the header is damaged. */
export function wavSeconds(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let rate = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    if (is(bytes, at, "fmt ") && at + 20 <= bytes.length) rate = view.getUint32(at + 16, true);
    if (is(bytes, at, "data")) return rate > 0 ? Math.min(size, bytes.length - at - 8) / rate : undefined;
    at += 8 + size + (size % 2);
  }
  return undefined;
}
