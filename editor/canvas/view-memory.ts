import type { Viewport } from "./viewport.ts";

const key = (graph: string) => `reelwright.view.${graph}`;
const views = new Map<string, Viewport>();

/** Where a graph was last looked at, in this tab. */
export function rememberedView(graph: string): Viewport | undefined {
  const known = views.get(graph);
  if (known) return known;
  try {
    const { x, y, scale } = JSON.parse(sessionStorage.getItem(key(graph)) ?? "null") as Partial<Viewport>;
    return [x, y, scale].every(Number.isFinite) ? { x, y, scale } as Viewport : undefined;
  } catch {
    // Nothing kept, or nothing that this version wrote: the graph is shown whole.
    return undefined;
  }
}

export function rememberView(graph: string, view: Viewport): void {
  views.set(graph, view);
  unwritten.add(graph);
  writing ??= setTimeout(write, restMs);
}

/** Writing blocks the page, and a view changes with every frame that it is moved: it is written when it has come to rest. */
const restMs = 400;
const unwritten = new Set<string>();
let writing: ReturnType<typeof setTimeout> | undefined;

function write(): void {
  clearTimeout(writing);
  writing = undefined;
  for (const graph of unwritten) sessionStorage.setItem(key(graph), JSON.stringify(views.get(graph)));
  unwritten.clear();
}

addEventListener("pagehide", write);
