import { parsePortRef } from "../../runtime/ids.ts";
import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";

/** Where names are looked up. */
export interface Names {
  readonly session: Session;
  readonly workspace: Pick<Workspace, "packs">;
}

/** A node as its user has called it, else after its type. */
export function nodeTitle(names: Names, id: string): string {
  const entry = names.session.document.nodes[id];
  return entry ? entry.title ?? typeTitle(names, entry.type) : id;
}

/** A node type in words; a graph that is used as one goes by its own title. */
export function typeTitle({ session, workspace }: Names, type: string): string {
  const graph = graphOf(session, type);
  return graph ? graph.title ?? graph.name : workspace.packs.nodeWords(type).title;
}

export function portTitle({ session, workspace: { packs } }: Names, { type, name, side }: { readonly type: string; readonly name: string; readonly side: "inputs" | "outputs" }): string {
  const graph = graphOf(session, type);
  if (graph) return graph[side]?.[name]?.title ?? name;
  return (side === "inputs" ? packs.inputWords(type, name) : packs.outputWords(type, name)).title;
}

/** An end of an edge in words: `Scenes · Characters`. */
export function endTitle(names: Names, end: string, side: "inputs" | "outputs"): string {
  const ref = parsePortRef(end);
  const type = ref && names.session.document.nodes[ref.node]?.type;
  return ref && type ? `${nodeTitle(names, ref.node)} · ${portTitle(names, { type, name: ref.port, side })}` : end;
}

function graphOf({ subgraphs }: Session, type: string) {
  return type.startsWith("graph/") ? subgraphs.get(type.slice("graph/".length)) : undefined;
}
