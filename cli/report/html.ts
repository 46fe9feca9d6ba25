/** Markup that may be put into a page as it is. Only `html` makes it, so text from a story can never become markup. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Piece = Html | string | number | undefined | false | readonly Piece[];

/** A template whose interpolations are escaped, in text and in double-quoted attributes. Lists are joined; false and undefined are left out. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let markup = parts[0]!;
  pieces.forEach((piece, index) => (markup += markupOf(piece) + parts[index + 1]!));
  return new Html(markup);
}

function markupOf(piece: Piece): string {
  if (piece === undefined || piece === false) return "";
  if (piece instanceof Html) return piece.markup;
  if (typeof piece === "object") return piece.map(markupOf).join("");
  return escaped(String(piece));
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  // Control characters are not allowed in HTML; the directional ones could make a line read as something else.
  return text.replace(/[&<>"']/g, (character) => entities[character]!).replace(/(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}

/** Text in its own language, so that Han characters get Chinese forms on a page that is otherwise English. */
export function text(words: string): Html {
  return /\p{Script=Han}/u.test(words) && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words) ? html`<span lang="zh-Hans">${words}</span>` : html`${words}`;
}
