import type { GraphDocument } from "../graph/document.ts";
import { formatDocument } from "../graph/format.ts";
import { fail } from "../problem.ts";

/** A graph with all it needs, as one file: what is sent to somebody who has none of it. */
export interface Bundle {
  readonly format: "reelwright/bundle@1";
  readonly graph: GraphDocument;
  /** The graphs it uses as nodes, and theirs, by name. */
  readonly subgraphs: Readonly<Record<string, GraphDocument>>;
  /** The packs it needs, with the versions it was made with. */
  readonly packs: Readonly<Record<string, string>>;
  /** Of the packs that were added to the project: what exactly they were. What they were granted is everyone's own decision. */
  readonly lock: Readonly<Record<string, BundledPack>>;
  /** The bytes that the graphs refer to, by digest; those that are not here are not in it. */
  readonly artifacts: readonly BundledArtifact[];
}

export interface BundledPack {
  readonly version: string;
  /** What `reelwright pack add` takes, where it came from a registry. */
  readonly from?: string;
  /** sha512 of the tarball, as npm writes it. */
  readonly integrity: string;
  /** sha256 over its files. */
  readonly files: string;
}

export interface BundledArtifact {
  /** sha256 of the bytes. */
  readonly artifact: string;
  readonly media: string;
  readonly bytes: number;
  /** base64 */
  readonly data: string;
}

export const bundleFormat = "reelwright/bundle@1";
/** How a bundle's file ends. */
export const bundleEnding = ".reelwright.json";
/** The most bytes of artifacts that go into one: it is read whole. */
export const mostBundled = 256 * 2 ** 20;

/** As it is written: always the same for the same content, and graphs as they are in their own files. */
export function bundleText({ graph, subgraphs, packs, lock, artifacts }: Bundle): string {
  const members = [
    `"format": ${JSON.stringify(bundleFormat)}`,
    `"graph": ${indented(formatDocument(graph), "  ")}`,
    `"subgraphs": ${record(subgraphs, (document) => indented(formatDocument(document), "    "))}`,
    `"packs": ${record(packs, (version) => JSON.stringify(version))}`,
    `"lock": ${record(lock, ({ version, from, integrity, files }) => JSON.stringify({ version, from, integrity, files }))}`,
    `"artifacts": [${artifacts.length === 0 ? "" : `\n    ${[...artifacts].sort(byDigest).map(({ artifact, media, bytes, data }) => JSON.stringify({ artifact, media, bytes, data })).join(",\n    ")}\n  `}]`,
  ];
  return `{\n  ${members.join(",\n  ")}\n}\n`;
}

/** JSON has no line breaks inside its strings, so every one of them is between two members. */
function indented(json: string, by: string): string {
  return json.trimEnd().replaceAll("\n", `\n${by}`);
}

function record<Value>(values: Readonly<Record<string, Value>>, write: (value: Value) => string): string {
  const names = Object.keys(values).sort();
  return names.length === 0 ? "{}" : `{\n    ${names.map((name) => `${JSON.stringify(name)}: ${write(values[name]!)}`).join(",\n    ")}\n  }`;
}

function byDigest(a: BundledArtifact, b: BundledArtifact): number {
  return a.artifact < b.artifact ? -1 : 1;
}

/** Whether a value that was read from JSON says that it is a bundle, of whatever edition. */
export function isBundle(value: unknown): boolean {
  const format = isRecord(value) ? value["format"] : undefined;
  return typeof format === "string" && format.startsWith("reelwright/bundle@");
}

/** Checks the form of a bundle; its graphs are checked as graphs are. @throws ProblemError BUNDLE_INVALID */
export function readBundle(value: unknown): Bundle {
  if (!isRecord(value) || value["format"] !== bundleFormat) {
    fail({ code: "BUNDLE_INVALID", message: `The file is not a bundle of the edition "${bundleFormat}".`, hint: "A newer bundle needs a newer Reelwright." });
  }
  const { graph, subgraphs, packs, lock, artifacts } = value;
  const wrong = !isGraph(graph) ? "graph"
    : !isRecordOf(subgraphs, isGraph) ? "subgraphs"
    : !isRecordOf(packs, (version) => typeof version === "string") ? "packs"
    : !isRecordOf(lock, isPack) ? "lock"
    : !Array.isArray(artifacts) || !artifacts.every(isArtifact) ? "artifacts" : undefined;
  if (wrong !== undefined) fail({ code: "BUNDLE_INVALID", message: `The "${wrong}" of the bundle are not what they should be.`, hint: "Take the file as \"reelwright export\" wrote it." });
  return value as unknown as Bundle;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRecordOf(value: unknown, fits: (member: unknown) => boolean): boolean {
  return isRecord(value) && Object.values(value).every(fits);
}

/** Looks like a graph; whether it is one is the business of reading it. */
function isGraph(value: unknown): boolean {
  return isRecord(value) && typeof value["name"] === "string" && isRecord(value["nodes"]);
}

function isPack(value: unknown): boolean {
  return isRecord(value) && ["version", "integrity", "files"].every((name) => typeof value[name] === "string") && ["string", "undefined"].includes(typeof value["from"]);
}

function isArtifact(value: unknown): boolean {
  return isRecord(value) && /^[0-9a-f]{64}$/.test(String(value["artifact"])) && typeof value["media"] === "string" && typeof value["bytes"] === "number" && typeof value["data"] === "string";
}
