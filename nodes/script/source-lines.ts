/** One line of a text, numbered as an editor shows it. */
export interface SourceLine {
  readonly number: number;
  /** Without tabs, no-break and ideographic spaces: all of them are plain spaces here. */
  readonly text: string;
}

/** Splits a text that may come from any system: byte order mark, CRLF, tabs, form feeds and control characters. */
export function sourceLines(text: string): SourceLine[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n|\u2028|\u2029|\f/)
    .map((line, index) => ({ number: index + 1, text: plain(line) }));
}

function plain(line: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is being removed
  return line.replace(/[\t\u00A0\u2003\u3000]/g, " ").replace(/[\u0000-\u0008\u000B\u000E-\u001F\u007F\u200B\uFEFF]/g, "");
}
