/**
 * What can be selected, as one text: `node:arc`, `edge:arc.arc -> episode.arc`, `frame:f1`, `note:n1`,
 * `bend:arc.arc -> episode.arc#0`.
 */
export type ElementRef = `${ElementKind}:${string}`;
export type ElementKind = "node" | "edge" | "frame" | "note" | "bend";

export function elementRef(kind: ElementKind, id: string): ElementRef {
  return `${kind}:${id}`;
}

export function parseElement(ref: ElementRef): { readonly kind: ElementKind; readonly id: string } {
  const colon = ref.indexOf(":");
  return { kind: ref.slice(0, colon) as ElementKind, id: ref.slice(colon + 1) };
}

export function idsOf(selection: ReadonlySet<ElementRef>, kind: ElementKind): string[] {
  return [...selection].filter((ref) => ref.startsWith(`${kind}:`)).map((ref) => ref.slice(kind.length + 1));
}
