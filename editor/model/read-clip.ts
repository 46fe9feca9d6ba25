import type { EdgeEntry, GraphDocument, GraphOutput, ItemDecision, NodeEntry, Verdict } from "../../runtime/graph/document.ts";
import { parseType } from "../../runtime/graph/types.ts";
import { idPattern, parsePortRef } from "../../runtime/ids.ts";
import { type Clip, clipFormat, type Given } from "./clipboard.ts";
import type { Layout } from "./layout.ts";
import { readLayout } from "./read-layout.ts";

/** What a clipboard's text holds; undefined when it is no clip, or not wholly one. Nothing in it is trusted. */
export function readClip(text: string): Clip | undefined {
  if (!text.trimStart().startsWith("{") || !text.includes(clipFormat)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value["format"] !== clipFormat || typeof value["graph"] !== "string") return undefined;
  const { graph, nodes, edges, review, packs, layout, dangling, sources, given, results } = value;
  if (!isRecordOf(nodes, isEntry) || !Object.keys(nodes).every(isId)) return undefined;
  const isInside = (end: string) => Object.hasOwn(nodes, parsePortRef(end)!.node);
  if (!isListOf(edges, isEdge) || !edges.every(({ from, to }) => isInside(from) && isInside(to))) return undefined;
  if (!isListOf(dangling, isEdge) || !dangling.every(({ from, to }) => !isInside(from) && isInside(to))) return undefined;
  if (!isListOf(given, isGiven) || !given.every(({ to }) => to.every(isInside))) return undefined;
  if (!isRecordOf(results, isResult) || !Object.keys(results).every(isId) || !Object.values(results).every(({ from }) => isInside(from))) return undefined;
  if (!isRecordOf(packs, isText) || !isRecordOf(sources, isText) || !isRecordOf(review, isReview) || !isRecord(layout)) return undefined;
  return { format: clipFormat, graph, nodes, edges, review, packs, layout: placed(readLayout(layout), Object.keys(nodes)), dangling, sources, given, results };
}

/** A node without a place gets one in a row with the others. */
function placed(layout: Layout, ids: readonly string[]): Layout {
  return { ...layout, nodes: Object.fromEntries(ids.map((id, at) => [id, layout.nodes?.[id] ?? [at * 280, 0]])) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRecordOf<T>(value: unknown, isMember: (member: unknown) => member is T): value is Record<string, T> {
  return isRecord(value) && Object.values(value).every(isMember);
}

function isListOf<T>(value: unknown, isMember: (member: unknown) => member is T): value is T[] {
  return Array.isArray(value) && value.every(isMember);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isId(id: string): boolean {
  return new RegExp(idPattern).test(id) && !(id in {});
}

function isEnd(value: unknown): value is string {
  const ref = isText(value) ? parsePortRef(value) : undefined;
  return ref !== undefined && isId(ref.node);
}

function isEdge(value: unknown): value is EdgeEntry {
  return isRecord(value) && isEnd(value["from"]) && isEnd(value["to"]);
}

function isGiven(value: unknown): value is Given {
  return isRecord(value) && isText(value["name"]) && isText(value["type"]) && parseType(value["type"]) !== undefined && isListOf(value["to"], isEnd);
}

function isResult(value: unknown): value is GraphOutput {
  return isRecord(value) && isEnd(value["from"]) && isOptional(value["title"], isText);
}

function isOptional<T>(value: unknown, isOne: (value: unknown) => value is T): boolean {
  return value === undefined || isOne(value);
}

function isEntry(value: unknown): value is NodeEntry {
  if (!isRecord(value)) return false;
  const { type, version, title, mode, inputs, items } = value;
  return isText(type) && type !== "" && isOptional(title, isText) && isOptional(inputs, isRecord)
    && (version === undefined || (Number.isInteger(version) && (version as number) >= 1))
    && (mode === undefined || mode === "muted" || mode === "bypassed")
    && (items === undefined || isRecordOf(items, isDecision));
}

function isDecision(value: unknown): value is ItemDecision {
  return isRecord(value) && isOptional(value["inputs"], isRecord) && isOptional(value["pin"], isRecord);
}

function isReview(value: unknown): value is NonNullable<GraphDocument["review"]>[string] {
  return isRecordOf(value, isVerdict);
}

function isVerdict(value: unknown): value is Verdict {
  if (!isRecord(value)) return false;
  const { state, comment, of, at } = value;
  return (state === undefined || state === "approved" || state === "rejected") && isOptional(comment, isText) && isOptional(of, isText) && isOptional(at, isText);
}
