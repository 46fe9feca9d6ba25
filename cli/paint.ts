import type { Output } from "./host.ts";

/** Colours a terminal can show; every function returns the text as it is where colour is not wanted. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

export function paintFor(output: Pick<Output, "colour">): Paint {
  const style = (open: number, close: number) => (text: string) => output.colour ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { bold: style(1, 22), dim: style(2, 22), red: style(31, 39), green: style(32, 39), yellow: style(33, 39) };
}
