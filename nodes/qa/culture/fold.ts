/** Turns written text into the form that rules are written for. Same meaning, fewer shapes. */
export type Fold = (text: string) => string;

/** What people put between characters so that a word is not found. */
const spacer = /(?<=\p{Script=Han})[\s\u200b-\u200f\ufeff·•・*_|/~^.-]+(?=\p{Script=Han})/gu;
const quotes = /["“”„「」『』《》〈〉()[\]【】]/gu;

/** Half-width letters, simplified characters, no quotes, nothing between Chinese characters. */
export async function openFold(): Promise<Fold> {
  const { Converter } = await import("opencc-js/t2cn");
  const simplify = Converter({ from: "tw", to: "cn" });
  return (text) => simplify(text.normalize("NFKC").replace(/[’‘]/g, "'").replace(quotes, "").replace(spacer, "")).trim();
}

/** Cuts folded text where a thought ends. Digits keep their commas and points. */
export function clausesOf(folded: string): string[] {
  return folded.split(/[。!?;\n—]+|(?<!\d)[,.]+|[,.]+(?!\d)/u).map((clause) => clause.trim()).filter((clause) => clause !== "");
}
