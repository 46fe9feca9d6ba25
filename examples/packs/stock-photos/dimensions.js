/** The size of a JPEG or PNG, from its first bytes; undefined for what is neither. @param {Uint8Array} bytes */
export function dimensionsOf(bytes) {
  const word = (at) => (bytes[at] << 8) | bytes[at + 1];
  if (word(0) === 0x8950 && word(2) === 0x4e47) return { media: "image/png", width: word(18), height: word(22) };
  if (word(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1];
    // Frame headers are C0 to CF but for three that are something else.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { media: "image/jpeg", height: word(at + 5), width: word(at + 7) };
    at += marker === 0xff ? 1 : 2 + word(at + 2);
  }
  return undefined;
}
