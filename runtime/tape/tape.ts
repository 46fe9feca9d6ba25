import type { Settings } from "../contract/context.ts";
import type { Provider, ServiceCall, ServiceNotice } from "../contract/service.ts";
import type { Problem } from "../problem.ts";

/**
 * A tape keeps what remote services were asked and what they answered, so that a run can be repeated without them. It is a
 * text file with one JSON object a line, keys sorted: first a header, then what each service looks like, then the
 * exchanges. Bytes lie beside it, in `FILE.artifacts/<sha256>`, each once.
 */
export const tapeFormat = "reelwright/tape@1";

export type Quality = Settings["quality"];

/** A provider and the quality it serves; without one, both. */
export interface Filling {
  readonly provider: Provider;
  readonly quality?: Quality;
}

export interface TapeHeader {
  readonly format: typeof tapeFormat;
  /** ISO 4217, of the amounts in the exchanges. */
  readonly currency: string;
  readonly roles: readonly RecordedProvider[];
}

/** All of a provider that others look at. */
export interface RecordedProvider extends Pick<Provider, "fingerprint" | "label" | "concurrency" | "usual"> {
  readonly role: string;
  readonly quality?: Quality;
  readonly provider: string;
}

/** What an item saw when it asked for the role: the names of the methods, and the other members as they were. */
export interface RecordedService {
  readonly role: string;
  readonly quality?: Quality;
  readonly methods: readonly string[];
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** One call of a method, and how it ended: with a reply, a problem, or an error that is a mistake in a program. */
export interface Exchange {
  readonly role: string;
  readonly quality?: Quality;
  readonly method: string;
  readonly node: string;
  readonly item: string;
  /** The arguments. Functions are left out; bytes stand as `{ "$bytes": sha256, "length": n }`. */
  readonly request: readonly unknown[];
  /** sha256 over the canonical JSON of `request`. */
  readonly digest: string;
  readonly reply?: unknown;
  readonly problem?: Problem;
  readonly error?: string;
  readonly calls?: readonly ServiceCall[];
  /** The service's other members after the call, where they are not what they were before: its label may depend on who answered. */
  readonly values?: RecordedService["values"];
  /** Those that say something of the answer: a fallback taken, a weaker form used. */
  readonly notices?: readonly ServiceNotice[];
}

/** Replaces secrets in a text that goes on a tape. */
export type Redact = (text: string) => string;

export function artifactsFolder(file: string): string {
  return `${file}.artifacts`;
}
