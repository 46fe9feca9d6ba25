/** A stretch of two texts: in both, or in one only. */
export interface Stretch {
  readonly in: "both" | "old" | "new";
  readonly text: string;
}

/** Cells of the table that are worked out at most; above that, lines are compared instead of words. */
const mostCells = 2_000_000;

/** What changed between two texts, by words (by characters where a script has no spaces), or by lines where they are long. */
export function textDiff(old: string, now: string): Stretch[] {
  for (const split of [/(\s+|[\p{sc=Han}\p{P}])/u, /(?<=\n)/u]) {
    const [a, b] = [old, now].map((text) => text.split(split).filter((part) => part !== "")) as [string[], string[]];
    let head = 0;
    while (head < a.length && head < b.length && a[head] === b[head]) head++;
    let tail = 0;
    while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
    const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
    if (left.length * right.length > mostCells) continue;
    return joined([...a.slice(0, head).map(both), ...between(left, right), ...a.slice(a.length - tail).map(both)]);
  }
  return joined([{ in: "old", text: old }, { in: "new", text: now }]);
}

function both(text: string): Stretch {
  return { in: "both", text };
}

/** By the longest common subsequence. */
function between(a: readonly string[], b: readonly string[]): Stretch[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? lengths[(i + 1) * width + j + 1]! + 1 : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const stretches: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      stretches.push(both(a[i]!));
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) stretches.push({ in: "old", text: a[i++]! });
    else stretches.push({ in: "new", text: b[j++]! });
  }
  return stretches;
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const one of stretches) {
    if (one.text === "") continue;
    const last = result.at(-1);
    if (last?.in === one.in) result[result.length - 1] = { in: one.in, text: last.text + one.text };
    else result.push(one);
  }
  return result;
}
