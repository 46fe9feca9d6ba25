import { isWide } from "./measure.js";

/** How long a character takes to say against a Chinese one. */
function weightOf(sign) {
  if (isWide(sign)) return /\p{P}/u.test(sign) ? 0.5 : 1;
  return /[\p{L}\p{N}]/u.test(sign) ? 0.4 : 0.2;
}

/**
 * When each character of a line is said, in milliseconds from its first sample; one more than there are characters.
 * Words whose times are known are pins; between them time is shared by how long characters take.
 * @param {string} text @param {number} ms @param {readonly { text: string, start: number, end: number }[]} words
 */
export function momentsOf(text, ms, words) {
  const signs = [...text];
  let last = { at: 0, ms: 0 };
  const pins = [last];
  let from = 0;
  for (const word of words) {
    const found = indexOf(signs, [...word.text.trim()], from);
    if (found < 0 || word.start < last.ms) continue;
    if (found > last.at) pins.push(last = { at: found, ms: Math.min(ms, word.start) });
    else last.ms = Math.min(ms, word.start);
    from = found + [...word.text.trim()].length;
  }
  pins.push({ at: signs.length, ms });
  const moments = [];
  for (let pin = 0; pin < pins.length - 1; pin++) {
    const [a, b] = [pins[pin], pins[pin + 1]];
    const weights = signs.slice(a.at, b.at).map(weightOf);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let said = 0;
    for (const weight of weights) {
      moments.push(a.ms + ((b.ms - a.ms) * said) / total);
      said += weight;
    }
  }
  return [...moments, ms];
}

function indexOf(signs, word, from) {
  if (word.length === 0) return -1;
  const same = (a, b) => a.toLowerCase() === b.toLowerCase();
  for (let at = from; at + word.length <= signs.length; at++) if (word.every((sign, index) => same(sign, signs[at + index]))) return at;
  return -1;
}

/**
 * Where a cue's rows are in its line: layouts drop spaces and never change the order.
 * @returns {number[][]} for each row the index in the line of each of its characters
 */
export function placesOf(rows, line, from) {
  const signs = [...line];
  let at = from;
  return rows.map((row) => [...row].map((sign) => {
    const found = signs.indexOf(sign, at);
    // What the layout put in itself, such as a dash, is said with what comes next.
    if (found >= 0 && found - at <= 8) at = found + 1;
    return Math.min(Math.max(0, at - 1), signs.length - 1);
  }));
}

/** The parts of a row that light up one after another: characters, or whole words. @returns {{ text: string, first: number }[]} */
export function syllablesOf(row) {
  const parts = [];
  for (const [index, sign] of [...row].entries()) {
    const last = parts.at(-1);
    const goesOn = last && (/[\p{P}\s\p{M}\ufe0f\u200d]/u.test(sign) || (!isWide(sign) && !isWide([...last.text][0]) && !/\s$/.test(last.text)));
    if (goesOn) last.text += sign;
    else parts.push({ text: sign, first: index });
  }
  return parts;
}
