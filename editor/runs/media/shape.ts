import type { Artifact } from "../../../runtime/contract/types.ts";
import type { Where } from "../places.ts";

/** What a value is to the eye, told from its shape. */

export type MediaKind = "image" | "audio" | "video" | "captions" | "text" | "bytes";

export function isArtifact(value: unknown): value is Artifact {
  const { artifact, media, bytes } = (value ?? {}) as Partial<Record<keyof Artifact, unknown>>;
  return typeof artifact === "string" && /^[0-9a-f]{64}$/.test(artifact) && typeof media === "string" && typeof bytes === "number";
}

const textual = new Set(["application/json", "application/xml", "application/x-subrip", "application/x-ndjson"]);

export function mediaKind(media: string): MediaKind {
  const type = media.split(";")[0]!.trim();
  const [group] = type.split("/");
  if (group === "image" || group === "audio" || group === "video") return group;
  if (type === "text/vtt") return "captions";
  return group === "text" || textual.has(type) || /\+(json|xml)$/.test(type) ? "text" : "bytes";
}

/** How far a value is searched for artifacts: a clip's pieces are three levels down. */
const searchDepth = 4;

/** The artifacts inside a value, the nearest to its top first; at most `limit`. */
export function artifactsIn(value: unknown, limit = 8): Artifact[] {
  const found: Artifact[] = [];
  let level: unknown[] = [value];
  for (let depth = 0; depth <= searchDepth && level.length > 0 && found.length < limit; depth++) {
    const next: unknown[] = [];
    for (const one of level) {
      if (isArtifact(one)) {
        if (found.length < limit && !found.some(({ artifact }) => artifact === one.artifact)) found.push(one);
      } else if (typeof one === "object" && one !== null) next.push(...Object.values(one));
    }
    level = next;
  }
  return found;
}

/** The artifact that stands for a value: its film before its sound, its sound before its picture. */
export function mainArtifact(value: unknown): Artifact | undefined {
  const found = artifactsIn(value);
  for (const kind of ["video", "audio", "image"] as const) {
    const one = found.find(({ media }) => mediaKind(media) === kind);
    if (one) return one;
  }
  return found[0];
}

const labelFields = ["title", "name", "text", "label", "message", "logline", "summary", "location", "description"];

/** One line that tells a value from its neighbours; undefined where it has no words of its own. */
export function labelOf(value: unknown): string | undefined {
  if (typeof value === "string") return firstLine(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value) || isArtifact(value)) return undefined;
  for (const field of labelFields) {
    const words = (value as Record<string, unknown>)[field];
    if (typeof words === "string" && words.trim() !== "") return firstLine(words);
  }
  return undefined;
}

function firstLine(text: string): string | undefined {
  const line = text.trim().split("\n", 1)[0]!;
  return line === "" ? undefined : line.slice(0, 200);
}

/** What a check found, as the shared value type `story/finding` has it. */
export interface FindingLike {
  readonly check: string;
  readonly severity: "block" | "warn" | "info" | "pass";
  readonly message: string;
  readonly hint?: string;
  readonly where?: Where;
  readonly quote?: string;
  readonly measured?: string;
  readonly expected?: string;
}

const severities = ["block", "warn", "info", "pass"];

function isFinding(value: unknown): value is FindingLike {
  const { check, severity, message } = (value ?? {}) as Record<string, unknown>;
  return typeof check === "string" && typeof message === "string" && severities.includes(severity as string);
}

export function isFindings(value: unknown): value is readonly FindingLike[] {
  return Array.isArray(value) && value.length > 0 && value.every(isFinding);
}

/** A verdict on one delivered thing, with what was found. */
export interface ReportLike {
  readonly title: string;
  readonly verdict: "pass" | "look" | "block";
  readonly findings: readonly FindingLike[];
  readonly standIns?: readonly string[];
}

export function isReport(value: unknown): value is ReportLike {
  const { title, verdict, findings } = (value ?? {}) as Record<string, unknown>;
  return typeof title === "string" && ["pass", "look", "block"].includes(verdict as string) && Array.isArray(findings) && findings.every(isFinding);
}

/** The worst first; within a severity as given. */
export function bySeverity(findings: readonly FindingLike[]): FindingLike[] {
  return [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

const endings: Readonly<Record<string, string>> = {
  "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/svg+xml": "svg", "audio/wav": "wav", "audio/x-wav": "wav", "audio/mpeg": "mp3",
  "audio/mp4": "m4a", "audio/ogg": "ogg", "audio/flac": "flac", "video/mp4": "mp4", "video/webm": "webm", "text/vtt": "vtt", "text/plain": "txt",
  "application/x-subrip": "srt", "text/x-ssa": "ass", "text/html": "html", "application/json": "json", "application/xml": "xml", "application/zip": "zip",
};

/** A name to save an artifact under. */
export function fileName({ artifact, media }: Artifact, name: string | undefined): string {
  const type = media.split(";")[0]!.trim();
  const ending = endings[type] ?? type.split("/")[1]?.replace(/^x-/, "").replace(/\+.*$/, "") ?? "bin";
  return `${name === undefined || name === "" ? artifact.slice(0, 12) : name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")}.${ending}`;
}
