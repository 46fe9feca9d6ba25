/** Chinese, Japanese and their punctuation: drawn a full em wide. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6\u2014\u2026\p{Extended_Pictographic}]/u;
/** Marks and joiners that belong to the character before them. */
const joined = /\p{M}|\u200d|\ufe0f/u;

const narrow = new Map([..." .,:;'!|ijl()[]‘’"].map((sign) => [sign, 0.3]));
const broad = new Map([..."mwMW@%&"].map((sign) => [sign, 0.88]));

/** @param {string} sign */
export const isWide = (sign) => wide.test(sign);

/** About how wide a row is in ems, in a bold sans-serif: what fonts do not agree on is a few hundredths. @param {string} text */
export function emsOf(text) {
  return [...text].reduce((sum, sign) => sum + emOf(sign), 0);
}

/** @param {string} sign */
function emOf(sign) {
  if (joined.test(sign)) return 0;
  if (isWide(sign)) return 1;
  return narrow.get(sign) ?? broad.get(sign) ?? (/[A-Z0-9]/.test(sign) ? 0.66 : 0.58);
}

/**
 * Breaks a text into as few rows as fit, as equal as can be: between words, or between characters where there are none.
 * @param {string} text @param {number} ems of a row @param {number} most rows @returns {string[]}
 */
export function rowsOf(text, ems, most) {
  const count = Math.min(most, Math.max(1, Math.ceil(emsOf(text) / ems)));
  const pieces = text.match(/[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+|./gsu) ?? [];
  const rows = [];
  let row = "";
  let left = emsOf(text);
  for (const piece of pieces) {
    const wanted = (left + emsOf(row)) / (count - rows.length);
    // Punctuation never begins a row.
    if (row !== "" && rows.length < count - 1 && emsOf(row) + emsOf(piece.trimEnd()) / 2 > wanted && !/^[\p{P}]/u.test(piece)) {
      rows.push(row.trim());
      row = "";
    }
    row += piece;
    left -= emsOf(piece);
  }
  return [...rows, row.trim()].filter((one) => one !== "");
}

/** Two rows as one: with a space only where words meet. @param {readonly string[]} rows */
export function asOneRow(rows) {
  return rows.reduce((all, row) => (all === "" || (isWide([...all].at(-1) ?? "") && isWide([...row][0] ?? "")) ? all + row : `${all} ${row}`), "");
}
