import type { EdgeEntry, GraphDocument } from "../../runtime/graph/document.ts";
import { edgeText, packOf, parsePortRef } from "../../runtime/ids.ts";
import { edgeOf } from "./edges.ts";
import { type Frame, type Layout, layoutOf, type Note, type Point, positionOf, withLayout } from "./layout.ts";
import { freeName, nodeIn } from "./nodes.ts";
import { freeMark } from "./place.ts";

/** Nodes cut out of a document, with what belongs to them alone: edges among them, reviews, places, frames and notes. */
export interface Part {
  readonly nodes: GraphDocument["nodes"];
  readonly edges: readonly EdgeEntry[];
  readonly review: NonNullable<GraphDocument["review"]>;
  readonly packs: Readonly<Record<string, string>>;
  readonly layout: Layout;
}

/** Frames and notes that go with a part, by id. */
export interface Marks {
  readonly frames?: Iterable<string>;
  readonly notes?: Iterable<string>;
}

export function partOf(document: GraphDocument, ids: ReadonlySet<string>, marks: Marks = {}): Part {
  const pick = <T>(record: Readonly<Record<string, T>> | undefined) => Object.fromEntries(Object.entries(record ?? {}).filter(([id]) => ids.has(id)));
  const nodes = pick(document.nodes);
  const edges = (document.edges ?? []).filter((edge) => ids.has(nodeIn(edge.from)) && ids.has(nodeIn(edge.to)));
  const packs = new Set(Object.values(nodes).map(({ type }) => packOf(type)));
  const layout = layoutOf(document);
  const [frames, notes] = [new Set(marks.frames), new Set(marks.notes)];
  const among = new Set(edges.map(edgeText));
  return {
    nodes, edges, review: pick(document.review),
    packs: Object.fromEntries(Object.entries(document.packs ?? {}).filter(([name]) => packs.has(name))),
    layout: withoutEmpty({
      nodes: Object.fromEntries(Object.keys(nodes).map((id) => [id, positionOf(document, id)])),
      collapsed: (layout.collapsed ?? []).filter((id) => ids.has(id)),
      colours: pick(layout.colours),
      shown: pick(layout.shown),
      frames: (layout.frames ?? []).filter(({ id }) => frames.has(id)),
      notes: (layout.notes ?? []).filter(({ id }) => notes.has(id)),
      bends: Object.fromEntries(Object.entries(layout.bends ?? {}).filter(([edge]) => among.has(edge))),
    }),
  };
}

function withoutEmpty(layout: Layout): Layout {
  return Object.fromEntries(Object.entries(layout).filter(([, block]) => Array.isArray(block) ? block.length > 0 : Object.keys(block as object).length > 0));
}

/** The top left corner of everything in a part. */
export function cornerOf({ nodes, layout }: Part): Point {
  const corners: Point[] = [
    ...Object.keys(nodes).flatMap((id) => layout.nodes?.[id] ? [layout.nodes[id]] : []),
    ...[...layout.frames ?? [], ...layout.notes ?? []].map(({ x, y }): Point => [x, y]),
  ];
  if (corners.length === 0) return [0, 0];
  return corners.reduce(([left, top], [x, y]): Point => [Math.min(left, x), Math.min(top, y)]);
}

/** What a part's nodes, frames and notes are called where they were put. */
export interface Put {
  readonly document: GraphDocument;
  readonly ids: ReadonlyMap<string, string>;
  readonly frames: readonly string[];
  readonly notes: readonly string[];
}

/** Puts a part into a document, moved by (dx, dy). Ids that are taken get a number; edges come after those that are there. */
export function putPart(document: GraphDocument, part: Part, [dx, dy]: Point): Put {
  const ids = freeIds(document, Object.keys(part.nodes));
  const end = (text: string) => renamedEnd(text, ids);
  const renamed = <T>(record: Readonly<Record<string, T>> | undefined) => Object.entries(record ?? {}).flatMap(([id, value]) => ids.has(id) ? [[ids.get(id)!, value] as const] : []);
  const shift = ([x, y]: Point): Point => [x + dx, y + dy];
  const before = layoutOf(document);
  const { layout } = part;
  const frames = putMarks<Frame>("f", before.frames ?? [], layout.frames ?? [], shift);
  const notes = putMarks<Note>("n", before.notes ?? [], layout.notes ?? [], shift);
  const joined = <T>(into: Readonly<Record<string, T>> | undefined, more: readonly (readonly [string, T])[]) => more.length === 0 ? into : { ...into, ...Object.fromEntries(more) };
  const put: GraphDocument = {
    ...document,
    nodes: { ...document.nodes, ...Object.fromEntries(renamed(part.nodes)) },
    ...(part.edges.length > 0 ? { edges: [...document.edges ?? [], ...part.edges.map((edge) => ({ ...edge, from: end(edge.from), to: end(edge.to) }))] } : {}),
    ...(Object.keys(part.review).length > 0 ? { review: joined(document.review, renamed(part.review))! } : {}),
    ...(Object.keys(part.packs).length > 0 ? { packs: { ...part.packs, ...document.packs } } : {}),
  };
  return {
    ids, frames: frames.ids, notes: notes.ids,
    document: withLayout(put, {
      nodes: joined(before.nodes, renamed(layout.nodes).map(([id, at]) => [id, shift(at)] as const)),
      collapsed: layout.collapsed?.length ? [...before.collapsed ?? [], ...layout.collapsed.flatMap((id) => ids.get(id) ?? [])] : before.collapsed,
      colours: joined(before.colours, renamed(layout.colours)),
      shown: joined(before.shown, renamed(layout.shown)),
      frames: frames.ids.length > 0 ? frames.all : before.frames,
      notes: notes.ids.length > 0 ? notes.all : before.notes,
      bends: joined(before.bends, Object.entries(layout.bends ?? {}).flatMap(([text, points]) => {
        const edge = edgeOf(text);
        return edge ? [[edgeText({ from: end(edge.from), to: end(edge.to) }), points.map(shift)] as const] : [];
      })),
    }),
  };
}

function freeIds(document: GraphDocument, wanted: readonly string[]): Map<string, string> {
  const taken: Record<string, unknown> = { ...document.nodes };
  return new Map(wanted.map((id) => {
    const free = freeName(id, taken);
    taken[free] = true;
    return [id, free];
  }));
}

/** An end of an edge with its node under the new name; as it is where the node has none. */
export function renamedEnd(end: string, ids: ReadonlyMap<string, string>): string {
  const ref = parsePortRef(end);
  const id = ref && ids.get(ref.node);
  return id === undefined ? end : `${id}.${ref!.port}`;
}

function putMarks<T extends Frame | Note>(letter: string, before: readonly T[], more: readonly T[], shift: (at: Point) => Point): { readonly all: readonly T[]; readonly ids: readonly string[] } {
  const all = [...before];
  const ids = more.map((mark) => {
    const [x, y] = shift([mark.x, mark.y]);
    const id = all.some((other) => other.id === mark.id) ? freeMark(letter, all) : mark.id;
    all.push({ ...mark, id, x, y });
    return id;
  });
  return { all, ids };
}
