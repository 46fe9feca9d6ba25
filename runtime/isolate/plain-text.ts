/** What steers a terminal, or lets a text read otherwise than it is written: control characters but line ends and tabs, and what turns its direction. */
const steering = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

/** A stranger's words, fit to be shown. */
export function plainText(text: string, most: number): string {
  return text.slice(0, most).replace(steering, "");
}

export function isPlainText(text: string): boolean {
  return text.search(steering) < 0;
}
