import type { Exchange } from "./tape.ts";

/** A request that is not on the tape, and where it comes from. */
export interface Asked {
  readonly role: string;
  readonly method: string;
  readonly node: string;
  readonly item: string;
  readonly request: unknown;
}

/** One sentence: what distinguishes a request from the most alike of those that were recorded. */
export function differenceFromNearest(asked: Asked, exchanges: readonly Exchange[]): string {
  const call = `${asked.role}.${asked.method}`;
  const same = exchanges.filter(({ method }) => method === asked.method);
  if (same.length === 0) return `The tape holds no call of ${call}.`;
  const leaves = leavesOf(asked.request);
  let nearest: { readonly of: Exchange; readonly differing: readonly Difference[] } | undefined;
  for (const exchange of candidates(asked, same)) {
    const differing = differences(leavesOf(exchange.request), leaves);
    if (!nearest || differing.length < nearest.differing.length) nearest = { of: exchange, differing };
  }
  const { of, differing } = nearest!;
  const where = of.node === asked.node && of.item === asked.item ? "" : ` (the nearest is that of ${of.node}${of.item === "" ? "" : `, item ${of.item}`})`;
  const more = differing.length > 1 ? `; ${differing.length - 1} more of its fields differ${differing.length === 2 ? "s" : ""}` : "";
  return `The tape holds no such call of ${call}${where}: ${sentence(differing[0]!)}${more}.`;
}

/** Compared at most: a failure may take its time, but not without end. */
const comparedAtMost = 500;

/** Those of the same item, where there are any, else of the same node. */
function candidates({ node, item }: Asked, exchanges: readonly Exchange[]): readonly Exchange[] {
  const ofNode = exchanges.filter((exchange) => exchange.node === node);
  const ofItem = ofNode.filter((exchange) => exchange.item === item);
  return [ofItem, ofNode, exchanges].find(({ length }) => length > 0)!.slice(0, comparedAtMost);
}

interface Difference {
  readonly field: string;
  readonly old: unknown;
  readonly now: unknown;
}

function differences(old: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): Difference[] {
  const fields = new Set([...now.keys(), ...old.keys()]);
  return [...fields].filter((field) => old.get(field) !== now.get(field)).map((field) => ({ field, old: old.get(field), now: now.get(field) }));
}

/** Every value that is no object or list, by its place: `messages[1].content`. */
function leavesOf(request: unknown): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  const visit = (value: unknown, place: string): void => {
    if (typeof value !== "object" || value === null) return void leaves.set(place, value);
    if (Array.isArray(value)) value.forEach((element, index) => visit(element, `${place}[${index}]`));
    else for (const [name, member] of Object.entries(value)) visit(member, place === "" ? name : `${place}.${name}`);
  };
  const given = request as readonly unknown[];
  if (given.length === 1) visit(given[0], "");
  else given.forEach((argument, index) => visit(argument, `argument ${index + 1}`));
  return leaves;
}

/** Characters shown of each side, and of those before the place where they part. */
const shown = 80;
const before = 25;

function sentence({ field, old, now }: Difference): string {
  const name = field === "" ? "its argument" : field;
  if (old === undefined) return `${name} is new (${quoted(now)})`;
  if (now === undefined) return `${name} is gone (was ${quoted(old)})`;
  if (typeof old !== "string" || typeof now !== "string") return `${name} was ${quoted(old)}, is ${quoted(now)}`;
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  const line = old.slice(0, head).split("\n").length;
  const place = line > 1 || old.includes("\n") ? `${name}, line ${line},` : name;
  return `${place} was ${excerpt(old, head)}, is ${excerpt(now, head)}`;
}

function quoted(value: unknown): string {
  return typeof value === "string" ? excerpt(value, 0) : String(value);
}

/** What stands around a place, on its line. */
function excerpt(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf("\n", at - 1) + 1, at - before, 0);
  const lineEnd = text.indexOf("\n", at);
  const end = Math.min(lineEnd < 0 ? text.length : lineEnd, start + shown);
  return `"${start > 0 && text[start - 1] !== "\n" ? "…" : ""}${text.slice(start, end)}${end < text.length && end !== lineEnd ? "…" : ""}"`;
}
