import type { Problem } from "./problem.ts";
import type { ServiceNotice } from "./contract/service.ts";
import type { Artifact } from "./contract/types.ts";

/**
 * Everything that happens in a run, as one union. The command line, the editor, metrics, history and tests read only
 * these. Events carry artifacts by reference, never bytes.
 */
export type RunEvent = Stamp & RunEventBody;

/** `seq` counts from 0 without gaps within a run; `at` is the time in milliseconds since 1970. */
export interface Stamp {
  readonly run: string;
  readonly seq: number;
  readonly at: number;
}

export type RunEventBody =
  | RunStarted | NodeExpanded
  | ItemCached | ItemStarted | ItemProgress | ItemPreview | ItemLogged | ItemFinished | ItemFailed | ItemSkipped
  | ServiceCalled | ServiceNoticed | RunFinished;

export interface RunStarted {
  readonly type: "run.started";
  readonly graph: string;
  /** Node id to node type, for every node of the run; nodes inside subgraphs as `outer/inner`. */
  readonly types: Readonly<Record<string, string>>;
  /** The graph's inputs as given and defaulted. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly quality: "draft" | "final";
  /** ISO 4217, of every amount in the run's events. Default: USD. */
  readonly currency?: string;
  /** In millionths; absent when the run has no limit. */
  readonly budgetMicros?: number;
  /** The nodes, and items of nodes as `node:item`, that were asked for; absent when all were. */
  readonly only?: readonly string[];
  /** What was brought up to date on loading, a sentence for each node; absent when nothing was. */
  readonly migrated?: readonly string[];
}

/** The items of a node under `item` are known: the whole node when `item` is empty, else one branch of it. */
export interface NodeExpanded {
  readonly type: "node.expanded";
  readonly node: string;
  readonly item: string;
  readonly keys: readonly string[];
}

interface OfItem {
  readonly node: string;
  /** Empty for a node that does not fan out. */
  readonly item: string;
}

/** The result was kept from before. */
export interface ItemCached extends OfItem {
  readonly type: "item.cached";
  readonly key: string;
  /** Keys of the parts of the work that are kept on their own. */
  readonly memos?: readonly string[];
  readonly outputs: Readonly<Record<string, Shown>>;
}

export interface ItemStarted extends OfItem {
  readonly type: "item.started";
  readonly key: string;
}

export interface ItemProgress extends OfItem {
  readonly type: "item.progress";
  readonly fraction: number;
  readonly note?: string;
}

export interface ItemPreview extends OfItem {
  readonly type: "item.preview";
  readonly partial: string | Artifact;
}

export interface ItemLogged extends OfItem {
  readonly type: "item.log";
  readonly message: string;
}

export interface ItemFinished extends OfItem {
  readonly type: "item.finished";
  readonly key: string;
  readonly memos?: readonly string[];
  readonly outputs: Readonly<Record<string, Shown>>;
  readonly ms: number;
  /** In millionths of the account's currency. */
  readonly costMicros: number;
}

export interface ItemFailed extends OfItem {
  readonly type: "item.failed";
  readonly problem: Problem;
}

/** Not run because something it needs failed; the whole branch below `item` when its inner keys are not known. */
export interface ItemSkipped extends OfItem {
  readonly type: "item.skipped";
  readonly because: { readonly node: string; readonly item: string };
}

export interface ServiceCalled extends OfItem {
  readonly type: "service.called";
  readonly role: string;
  readonly provider: string;
  /** Set when a stand-in answered, e.g. `offline draft`. */
  readonly label?: string;
  readonly model: string;
  readonly units: Readonly<Record<string, number>>;
  readonly costMicros: number;
  readonly marketMicros: number;
  readonly ms: number;
  readonly retries: number;
  /** It may have been billed, up to this much: the request was sent and its answer never came whole. */
  readonly exposedMicros?: number;
}

/** Something to know about a service while the item goes on: a fallback taken, a wait, a weaker form of what was asked. */
export interface ServiceNoticed extends OfItem, ServiceNotice {
  readonly type: "service.notice";
  readonly role: string;
}

export interface RunFinished {
  readonly type: "run.finished";
  readonly outcome: Outcome;
  readonly counts: Counts;
  readonly costMicros: number;
  /** What may have been billed beyond it, at most; absent when nothing is uncertain. */
  readonly exposedMicros?: number;
  readonly ms: number;
  /** The graph's outputs that could be made, whole: nested lists for those that fan out. */
  readonly outputs: Readonly<Record<string, RunOutput>>;
  /** Why the run could not be carried out at all, where that is so. */
  readonly problems: readonly Problem[];
}

export type Outcome = "succeeded" | "failed" | "cancelled" | "over-budget";

export interface Counts {
  readonly executed: number;
  readonly cached: number;
  readonly failed: number;
  readonly skipped: number;
}

/** An output as an event shows it: its content digest, and the value itself when it is small. */
export interface Shown {
  readonly digest: string;
  readonly value?: unknown;
}

/** One output of a graph: its value type with rank (`video[]`), and its elements by item key. */
export interface RunOutput {
  readonly type: string;
  readonly items: readonly { readonly item: string; readonly value: unknown }[];
}
