export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of the sizes a model can make, the nearest in shape, and of those the nearest in area; what was asked for where it can make any. */
export function nearestSize(wanted: Size, offered: readonly string[] | undefined): string {
  if (!offered || offered.length === 0) return `${wanted.width}x${wanted.height}`;
  const distance = (text: string): readonly [number, number] => {
    const [width = 1, height = 1] = text.split("x").map(Number);
    return [Math.abs(Math.log((width / height) / (wanted.width / wanted.height))), Math.abs(Math.log((width * height) / (wanted.width * wanted.height)))];
  };
  return [...offered].map((text) => ({ text, distance: distance(text) }))
    .sort((a, b) => Math.round((a.distance[0] - b.distance[0]) * 1000) || a.distance[1] - b.distance[1])[0]!.text;
}

/** The next longer length a model can make, or its longest; what was asked for where it can make any. */
export function nextSeconds(wanted: number, offered: readonly number[] | undefined): number {
  if (!offered || offered.length === 0) return wanted;
  const rising = [...offered].sort((a, b) => a - b);
  return rising.find((seconds) => seconds >= wanted) ?? rising.at(-1)!;
}
