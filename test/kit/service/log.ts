import { createHash } from "node:crypto";
import { appendFileSync } from "node:fs";

/** What is asked for. `other`: an address nobody serves. */
export type Route =
  | "models" | "chat" | "speech" | "voices" | "generations" | "edits"
  | "video.create" | "video.list" | "video.get" | "video.content" | "file" | "refresh" | "other";

/** One request, as the service saw it: the witness of every proof. Amounts are in millionths. */
export interface Entry {
  readonly seq: number;
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly route: Route;
  /** Empty where the request names none. */
  readonly model: string;
  /** The first 16 hex digits of the key's sha256; empty without a key. */
  readonly key: string;
  readonly idempotency: string;
  /** sha256 of what was asked for; the boundary of a form is not part of it. */
  readonly body: string;
  /** sha256 of each picture that goes along, in order: files of a form, or pictures in messages. */
  readonly media: readonly string[];
  /** Requests of that model under way when it arrived, itself among them. */
  readonly inFlight: number;
  /** `answered`, `unauthorised`, `limited`, or the name of the fault that was done. */
  decision: string;
  status: number;
  /** What was billed for it, in the end. */
  billedMicros: number;
  /** The whole answer was handed over; false where the connection broke first. */
  complete: boolean;
  ended?: number;
  /** Nothing may be sent for this model before then. */
  retryAt?: number;
  /** What the service called the work it took on. */
  remote?: string;
}

/** What else happened, between the requests. */
export interface Mark {
  readonly at: number;
  readonly what: "key expired" | "key issued" | "down" | "up";
}

/** Every request, in memory and, where a file is given, as lines of JSON that survive a kill of either side. */
export class ServiceLog {
  readonly entries: Entry[] = [];
  readonly marks: Mark[] = [];
  private readonly file: string | undefined;

  constructor(file?: string) {
    this.file = file;
  }

  begin(entry: Omit<Entry, "seq" | "decision" | "status" | "billedMicros" | "complete">): Entry {
    const kept: Entry = { seq: this.entries.length, ...entry, decision: "answered", status: 0, billedMicros: 0, complete: false };
    this.entries.push(kept);
    this.write({ event: "begin", ...kept });
    return kept;
  }

  end(entry: Entry, complete: boolean): void {
    if (entry.ended !== undefined) return;
    entry.ended = Date.now();
    entry.complete = complete;
    this.write({ event: "end", ...entry });
  }

  mark(what: Mark["what"]): void {
    this.marks.push({ at: Date.now(), what });
    this.write({ event: "mark", ...this.marks.at(-1) });
  }

  private write(line: object): void {
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
