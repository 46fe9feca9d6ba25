/** What providers of `/audio/speech` take at once, in characters. */
export const longestPiece = 4096;
/** Between pieces, which end with sentences. */
export const pauseMs = 250;

/** Where a text is best cut, best first: after a sentence, after a clause, at a blank. */
const cuts = [/[。！？!?…\n][”’」』"')）]*|\.(?=\s)/gu, /[，、；：,;:]/gu, /\s/gu];

/** Cuts a line that is too long to be spoken at once. Nothing is lost: together the pieces are the line. */
export function piecesOf(text: string, longest = longestPiece): string[] {
  const pieces: string[] = [];
  let rest = text;
  while ([...rest].length > longest) {
    const most = [...rest].slice(0, longest).join("");
    const at = cuts.map((cut) => lastEnd(most, cut)).find((end) => end > most.length / 4) ?? most.length;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...pieces, rest];
}

function lastEnd(text: string, cut: RegExp): number {
  let end = 0;
  for (const match of text.matchAll(cut)) end = match.index + match[0].length;
  return end;
}
