import type { Stretch } from "../runs/text-diff.ts";

/** How much of what has not changed is shown beside a change, in characters. */
const besides = 60;

/** A long text with a small change: what has not changed is cut down to what is next to a change. */
export function aroundChanges(stretches: readonly Stretch[]): Stretch[] {
  return stretches.map((stretch, index) => {
    if (stretch.in !== "both") return stretch;
    const head = index === 0 ? 0 : besides;
    const tail = index === stretches.length - 1 ? 0 : besides;
    const letters = [...stretch.text];
    return letters.length <= head + tail + besides ? stretch : { in: "both", text: `${letters.slice(0, head).join("")} … ${letters.slice(letters.length - tail).join("")}` };
  });
}
