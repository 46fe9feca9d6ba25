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
  sessionStorage.setItem(key(graph), JSON.stringify(view));
}
