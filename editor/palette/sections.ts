import type { Entry, Hit } from "./search.ts";
import { search } from "./search.ts";

/** What is searched. */
export type Mode = "nodes" | "commands";

/** A part of the list under a heading. */
export interface Section {
  /** `recent`, `nodes`, `commands`, `graphs`, or the group that its entries are of: `pack:script`, `group:edit`. */
  readonly id: string;
  readonly hits: readonly Hit[];
}

export interface Question {
  readonly query: string;
  readonly mode: Mode;
  /** Node types and saved graphs, in the order of their packs. */
  readonly nodes: readonly Entry[];
  readonly commands: readonly Entry[];
  /** Ids of what was used lately, the last first. */
  readonly recent: readonly string[];
}

const mostRecent = 5;
/** How many of the other kind are shown below what is searched. */
const mostOthers = 5;

/** Without a query everything by group, what was used lately first; else by rank, and what is not searched below. */
export function sectionsOf({ query, mode, nodes, commands, recent }: Question): Section[] {
  const [mine, others] = mode === "nodes" ? [nodes, commands] : [commands, nodes];
  if (query.trim() === "") return grouped(mine, recent);
  const [first, second] = [search(query, mine, recent), search(query, others, recent).slice(0, mostOthers)];
  return [{ id: mode, hits: first }, { id: mode === "nodes" ? "commands" : "nodes", hits: second }].filter(({ hits }) => hits.length > 0);
}

function grouped(entries: readonly Entry[], recent: readonly string[]): Section[] {
  const lately = recent.flatMap((id) => entries.find((entry) => entry.id === id) ?? []).slice(0, mostRecent);
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const id = entry.kind === "node" ? `pack:${entry.group}` : entry.kind === "graph" ? "graphs" : `group:${entry.group}`;
    groups.set(id, [...groups.get(id) ?? [], entry]);
  }
  return [["recent", lately] as const, ...groups].filter(([, members]) => members.length > 0).map(([id, members]) => ({ id, hits: search("", members) }));
}
