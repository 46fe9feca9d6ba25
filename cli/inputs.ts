import { createHash } from "node:crypto";
import { dirname, resolve } from "node:path";
import type { Artifact } from "../runtime/contract/types.ts";
import { nearest } from "../runtime/ids.ts";
import { fail } from "../runtime/problem.ts";
import { readBytes, readJson, readText } from "./files.ts";
import { mediaForFile } from "./media.ts";
import { parseJson } from "./json-text.ts";

/** Keeps a file that an input names and gives its reference; a plan only needs the reference. */
export type Keep = (media: string, bytes: Uint8Array) => Promise<Artifact>;

export interface GivenInputs {
  /** `name=value`, as written after `--set`. */
  readonly sets: readonly string[];
  /** The path after `--inputs`, as written. */
  readonly file: string | undefined;
  readonly cwd: string;
}

/**
 * The inputs a command gives to a graph, as values of the types that the graph declares. `--set` wins over `--inputs`.
 * @throws ProblemError INPUT_UNKNOWN, INPUT_MALFORMED, or what reading a file reports
 */
export async function readInputs(document: unknown, given: GivenInputs, keep: Keep): Promise<Record<string, unknown>> {
  const types = declaredTypes(document);
  const inputs = given.file === undefined ? {} : await readInputsFile(given.file, given.cwd, types, keep);
  const lists = new Map<string, unknown[]>();
  for (const set of given.sets) {
    const { name, text } = splitSet(set);
    const type = typeOf(name, types);
    const { element, list } = splitType(type);
    if (!list) inputs[name] = await valueOf({ name, type: element, text, cwd: given.cwd }, keep);
    else lists.set(name, [...lists.get(name) ?? [], ...await elementsOf({ name, type: element, text, cwd: given.cwd }, keep)]);
  }
  for (const [name, elements] of lists) inputs[name] = elements;
  return inputs;
}

/** The reference an artifact would get, without keeping it. */
export const onlyReference: Keep = async (media, bytes) =>
  ({ artifact: createHash("sha256").update(bytes).digest("hex"), media, bytes: bytes.length });

function declaredTypes(document: unknown): ReadonlyMap<string, string> {
  const declared = (document as { inputs?: unknown } | null)?.inputs;
  if (typeof declared !== "object" || declared === null) return new Map();
  return new Map(Object.entries(declared).map(([name, input]) => [name, String((input as { type?: unknown } | null)?.type)]));
}

function splitSet(set: string): { name: string; text: string } {
  const at = set.indexOf("=");
  if (at <= 0) fail({ code: "INPUT_MALFORMED", message: `--set ${set} is not of the form name=value.`, hint: "Write --set theme=\"A homecoming\"; quotes keep spaces together." });
  return { name: set.slice(0, at).trim(), text: set.slice(at + 1) };
}

function typeOf(name: string, types: ReadonlyMap<string, string>): string {
  const type = types.get(name);
  if (type !== undefined) return type;
  const near = nearest(name, types.keys());
  const all = [...types].map(([input, its]) => `${input} (${its})`).join(", ");
  fail({ code: "INPUT_UNKNOWN", port: name, message: `The graph has no input "${name}".`, hint: near ? `Did you mean "${near}"?` : all === "" ? "This graph takes no inputs." : `It has: ${all}.` });
}

/** `story/scene[]` → the element's type, and that it is a list. */
function splitType(type: string): { element: string; list: boolean } {
  return type.endsWith("[]") ? { element: type.slice(0, -2), list: true } : { element: type, list: false };
}

interface Written {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  readonly cwd: string;
}

/** A list takes a JSON array, or one element for each `--set`. */
async function elementsOf(written: Written, keep: Keep): Promise<unknown[]> {
  if (!written.text.trimStart().startsWith("[")) return [await valueOf(written, keep)];
  const list = parseJson(written.text, `--set ${written.name}`);
  return Promise.all((list as unknown[]).map((element) => fromJson(element, written, keep)));
}

/** `@file` reads a file, `@@…` is a text that begins with `@`. */
async function valueOf(written: Written, keep: Keep): Promise<unknown> {
  const { name, type, text, cwd } = written;
  const file = text.startsWith("@") && !text.startsWith("@@") ? text.slice(1) : undefined;
  if (isArtifactType(type)) {
    if (file === undefined) fail({ code: "INPUT_MALFORMED", port: name, message: `Input "${name}" takes a file (${type}).`, hint: `Write --set ${name}=@path/to/file.` });
    return artifactOf(resolve(cwd, file), file, keep);
  }
  const value = file === undefined ? text.replace(/^@@/, "@") : await readText(resolve(cwd, file), file);
  if (type === "text") return value;
  if (type === "number") return numberOf(name, value);
  if (type === "boolean") return booleanOf(name, value);
  return parseJson(value, file ?? `--set ${name}`);
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) fail({ code: "INPUT_MALFORMED", port: name, message: `Input "${name}" is a number, not "${text}".`, hint: `Write --set ${name}=3.` });
  return number;
}

function booleanOf(name: string, text: string): boolean {
  const word = text.trim();
  if (word !== "true" && word !== "false") fail({ code: "INPUT_MALFORMED", port: name, message: `Input "${name}" is true or false, not "${text}".`, hint: `Write --set ${name}=true.` });
  return word === "true";
}

function isArtifactType(type: string): boolean {
  return type === "image" || type === "audio" || type === "video" || type === "file";
}

async function artifactOf(path: string, shown: string, keep: Keep): Promise<Artifact> {
  return keep(mediaForFile(path) ?? "application/octet-stream", await readBytes(path, shown));
}

/** In the JSON of `--inputs`, the files of an artifact input are paths, counted from the JSON file's folder. */
async function readInputsFile(file: string, cwd: string, types: ReadonlyMap<string, string>, keep: Keep): Promise<Record<string, unknown>> {
  const path = resolve(cwd, file);
  const values = await readJson(path, file);
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    fail({ code: "INPUT_MALFORMED", file, message: "The inputs file does not hold one JSON object.", hint: "Write { \"name\": value, … }, with the graph's input names." });
  }
  const inputs: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const { element, list } = splitType(typeOf(name, types));
    const written: Written = { name, type: element, text: "", cwd: dirname(path) };
    inputs[name] = list && Array.isArray(value) ? await Promise.all(value.map((one) => fromJson(one, written, keep))) : await fromJson(value, written, keep);
  }
  return inputs;
}

async function fromJson(value: unknown, written: Written, keep: Keep): Promise<unknown> {
  return isArtifactType(written.type) && typeof value === "string" ? artifactOf(resolve(written.cwd, value.replace(/^@/, "")), value, keep) : value;
}
