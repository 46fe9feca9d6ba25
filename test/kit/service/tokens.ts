/** Tokens as models count them, nearly: a Chinese character is one, of other text four bytes are. */
export function tokensIn(text: string): number {
  const han = text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu)?.length ?? 0;
  return han + Math.ceil((text.length - han) / 4);
}

/** What a picture in a message counts as. */
export const imageTokens = 765;

/** As much of a text as that many tokens hold. */
export function cutAt(text: string, tokens: number): string {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (tokensIn(text.slice(0, middle)) <= tokens) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, low);
}
