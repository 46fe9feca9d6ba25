import type { ServiceNotice } from "../../runtime/contract/service.ts";
import type { ItemState, RunState } from "../state/run-state.ts";
import type { RunListing } from "../state/runs.ts";
import type { Workspace } from "../state/workspace.ts";
import { words } from "./words.ts";

/** A node of a run as people know it; those inside a subgraph with the call before them: `Episode / Speak`. */
export function nodeTitle({ session, packs }: Workspace, id: string, types: RunState["types"] = {}): string {
  const [outer, ...inner] = id.split("/");
  const entry = session?.document.nodes[outer!];
  if (inner.length === 0) return entry?.title ?? packs.nodeWords(entry?.type ?? types[id] ?? id).title;
  const call = entry?.title ?? outer!;
  const type = types[id];
  return `${call} / ${type === undefined ? inner.join(" / ") : packs.nodeWords(type).title}`;
}

/** The node of the document that a node of a run belongs to. */
export function documentNode(id: string): string {
  return id.split("/", 1)[0]!;
}

export function itemName(item: string): string {
  return item === "" ? words().single : item;
}

export function stateName(state: ItemState): string {
  return words()[state];
}

export function outcomeName(outcome: RunListing["outcome"]): string {
  switch (outcome) {
    case "over-budget": return words().overBudget;
    case "failed": return words().runFailed;
    default: return words()[outcome];
  }
}

const roles = { writer: "roleWriter", dialogue: "roleDialogue", vision: "roleVision", speech: "roleSpeech", image: "roleImage", video: "roleVideo", judge: "roleJudge" } as const;

/** A service role in words; roles of packs that are not known here keep their own name. */
export function roleName(role: string): string {
  return Object.hasOwn(roles, role) ? words()[roles[role as keyof typeof roles]] : role;
}

/** A program of this machine in place of a service: nothing is asked of anybody, and nothing is paid. */
export function isTool(role: string): boolean {
  return role === "ffmpeg";
}

/** What happened with a service that is worth knowing. */
export function noticeName(code: ServiceNotice["code"]): string {
  switch (code) {
    case "fallback": return words().noticeFallback;
    case "degraded": return words().noticeDegraded;
    case "waiting": return words().noticeWaiting;
    case "refreshed": return words().noticeRefreshed;
    case "resumed": return words().noticeResumed;
  }
}
