import type { NodeEntry } from "../../runtime/graph/document.ts";
import { isGeneric, type PortType } from "../../runtime/graph/types.ts";
import type { Problem } from "../../runtime/problem.ts";
import { layoutOf } from "../model/layout.ts";
import type { InputPort, NodePorts } from "../model/ports.ts";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import type { NodeRun } from "../state/run-state.ts";
import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import { type End, rowsOf } from "./geometry.ts";
import { packHue, portColour } from "./port-look.ts";
import { type Preview, previewItems, previewOf, type RunLook, runLook, runOf } from "./run-look.ts";
import { words } from "./words.ts";

/** A port as its node shows it. */
export interface PortLook {
  readonly end: End;
  readonly name: string;
  readonly title: string;
  /** Its type and what it is for, in a sentence. */
  readonly hint: string;
  readonly colour: string;
  readonly rank: number;
  readonly row: number;
  readonly isWired: boolean;
  /** Set by hand on the node itself. */
  readonly schema: TSchema | undefined;
  readonly value: unknown;
  readonly isSet: boolean;
  readonly isFaulty: boolean;
  /** While an edge is being drawn: whether it may end here. */
  readonly fits: boolean | undefined;
}

/** Everything a mounted node draws. Made anew when something it draws may have changed, compared field by field. */
export interface NodeLook {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly typeTitle: string;
  readonly summary: string;
  readonly known: boolean;
  readonly isGraph: boolean;
  readonly mode: NodeEntry["mode"];
  readonly hue: number;
  readonly collapsed: boolean;
  readonly selected: boolean;
  readonly active: boolean;
  readonly depth: number;
  readonly ports: readonly PortLook[];
  readonly rowCount: number;
  readonly problems: readonly Problem[];
  readonly run: RunLook | undefined;
  /** Has room for what it makes, also before there is anything. */
  readonly hasPreview: boolean;
  readonly preview: Preview | undefined;
  readonly previewAt: number;
  readonly previewCount: number;
  readonly isDimmed: boolean;
}

export interface LookSources {
  readonly workspace: Workspace;
  readonly session: Session;
  readonly problemsOf: (id: string) => readonly Problem[];
  /** Whether a node has room for what it makes. */
  readonly hasPreview: (id: string) => boolean;
  /** Whether an edge leaves an output. */
  readonly isRead: (id: string, output: string) => boolean;
  /** The active node: the one that the keyboard acts on. */
  readonly active: string | undefined;
  /** Which of its items a node shows, by node. */
  readonly shownItems: ReadonlyMap<string, number>;
  readonly fits: ((id: string, end: End, port: string) => boolean | undefined) | undefined;
}

export function lookOf(id: string, sources: LookSources): NodeLook {
  const { workspace: { packs }, session } = sources;
  const entry = session.document.nodes[id]!;
  const ports = session.portsOf(id);
  const layout = layoutOf(session.document);
  const isGraph = entry.type.startsWith("graph/");
  const graph = isGraph ? session.subgraphs.get(entry.type.slice("graph/".length)) : undefined;
  const own = isGraph ? { title: graph?.title ?? entry.type.slice("graph/".length), summary: graph?.summary ?? "" } : packs.nodeWords(entry.type);
  const collapsed = layout.collapsed?.includes(id) === true;
  const looks = portLooks(ports, sources);
  return {
    id, type: entry.type, title: entry.title ?? own.title, typeTitle: own.title, summary: own.summary, known: ports.known, isGraph, mode: entry.mode,
    hue: layout.colours?.[id] ?? packHue(entry.type), collapsed,
    selected: session.selection.has(`node:${id}`), active: sources.active === id, depth: ports.depth,
    ports: looks, rowCount: rowsOf(ports).count, problems: sources.problemsOf(id), hasPreview: sources.hasPreview(id),
    ...runPart(id, entry.type, sources),
    isDimmed: sources.fits !== undefined && looks.every(({ fits }) => fits !== true),
  };
}

function runPart(id: string, type: string, { workspace, shownItems }: LookSources): Pick<NodeLook, "run" | "preview" | "previewAt" | "previewCount"> {
  const whole = workspace.run;
  const run: NodeRun | undefined = whole && runOf(whole, id, type);
  if (!whole || !run) return { run: undefined, preview: undefined, previewAt: 0, previewCount: 0 };
  const items = previewItems(run);
  const at = Math.min(shownItems.get(id) ?? 0, Math.max(0, items.length - 1));
  return { run: runLook(run, whole.outcome !== "running"), preview: items[at] && previewOf(items[at]), previewAt: at, previewCount: items.length };
}

function portLooks(ports: NodePorts, sources: LookSources): PortLook[] {
  const { workspace: { packs }, session, fits } = sources;
  const rows = rowsOf(ports);
  const graph = ports.manifest ? undefined : session.subgraphs.get(ports.type.slice("graph/".length));
  const faulty = new Set(sources.problemsOf(ports.id).map(({ port }) => port));
  const outputs = ports.outputs.map(({ name, type, graphOutputs }): PortLook => {
    const { title, summary } = graph ? { title: graph.outputs?.[name]?.title ?? name, summary: undefined } : packs.outputWords(ports.type, name);
    const isWired = graphOutputs.length > 0 || sources.isRead(ports.id, name);
    return { end: "output", name, title, hint: hintOf(title, type, summary, sources), ...typeLook(type), row: rows.outputs.get(name) ?? 0, isWired, schema: undefined, value: undefined, isSet: false, isFaulty: faulty.has(name), fits: fits?.(ports.id, "output", name) };
  });
  const inputs = ports.shown.map((input): PortLook => {
    const { name, type } = input;
    const { title, summary } = graph ? { title: graph.inputs?.[name]?.title ?? name, summary: graph.inputs?.[name]?.summary } : packs.inputWords(ports.type, name);
    const isWired = input.from.length > 0 || input.graphInputs.length > 0;
    return { end: "input", name, title, hint: hintOf(title, type, summary, sources), ...typeLook(type), row: rows.inputs.get(name) ?? 0, isWired, ...valuePart(input, isWired), isFaulty: faulty.has(name), fits: fits?.(ports.id, "input", name) };
  });
  return [...outputs, ...inputs];
}

function valuePart({ control, schema, value, isSet }: InputPort, isWired: boolean): Pick<PortLook, "schema" | "value" | "isSet"> {
  return control && !isWired ? { schema: schema ?? {} as TSchema, value, isSet } : { schema: undefined, value: undefined, isSet: false };
}

function typeLook(type: PortType): { readonly colour: string; readonly rank: number } {
  return { colour: portColour(type.name), rank: type.rank };
}

function hintOf(title: string, type: PortType, summary: string | undefined, { workspace: { packs } }: LookSources): string {
  const name = isGeneric(type) ? words().anything : packs.typeWords(type.name);
  return `${title} (${words().listOf(name, type.rank)})${summary ? `\n${summary}` : ""}`;
}

/** Whether two looks draw the same. */
export function sameLook(one: NodeLook, other: NodeLook): boolean {
  return sameFields(one, other, (a, b) => Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((member, at) => sameFields(member, b[at])) : isPlain(a) && isPlain(b) && sameFields(a, b));
}

function sameFields(one: object, other: object, otherwise: (a: unknown, b: unknown) => boolean = () => false): boolean {
  if (one === other) return true;
  const keys = Object.keys(one) as (keyof typeof one)[];
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key] || otherwise(one[key], other[key]));
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
