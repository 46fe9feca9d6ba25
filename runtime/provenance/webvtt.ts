import { ascii, base64, fromBase64, text } from "./bytes.ts";
import type { Container } from "./container.ts";

/** A comment block at the end. https://www.w3.org/TR/webvtt1/#introduction-comments */
const opening = "\n\nNOTE reelwright ";

export const webvtt: Container = {
  fits: (head) => text(head, 0, 6) === "WEBVTT" || text(head, 0, 9) === "\xef\xbb\xbfWEBVTT",
  async embed(source, payload) {
    if (await noteIn(await source.read(0, source.size))) return undefined;
    return [{ at: source.size, bytes: ascii(`${opening}${base64(payload)}\n`) }];
  },
  async extract(source) {
    const letters = await noteIn(await source.read(0, source.size));
    return letters === undefined ? undefined : fromBase64(letters);
  },
};

async function noteIn(bytes: Uint8Array): Promise<string | undefined> {
  return /\nNOTE reelwright ([A-Za-z0-9+/=]+)\s*$/.exec(new TextDecoder("latin1").decode(bytes))?.[1];
}
