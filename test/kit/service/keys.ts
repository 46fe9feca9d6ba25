import type { IncomingMessage } from "node:http";
import { sha256, type ServiceLog } from "./log.ts";

/** The keys a service takes: one at a time, which may expire. */
export class KeyRing {
  private readonly prefix: string;
  private readonly log: ServiceLog;
  private number = 1;
  private expired = false;

  constructor(prefix: string, log: ServiceLog) {
    this.prefix = prefix;
    this.log = log;
  }

  get current(): string {
    return `${this.prefix}-${this.number}`;
  }

  /** Every key there was so far. */
  get all(): readonly string[] {
    return Array.from({ length: this.number }, (_, at) => `${this.prefix}-${at + 1}`);
  }

  expire(): void {
    if (this.expired) return;
    this.expired = true;
    this.log.mark("key expired");
  }

  /** What a refresh is given: a new key when the old one has expired, else the one that is good. */
  issue(): string {
    if (this.expired) {
      this.number++;
      this.expired = false;
      this.log.mark("key issued");
    }
    return this.current;
  }

  takes(key: string): boolean {
    return !this.expired && key === this.current;
  }
}

export function keyIn(request: IncomingMessage): string {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
}

/** Short, so that a log line stays readable, and says nothing about the key. */
export function keyDigest(key: string): string {
  return key === "" ? "" : sha256(key).slice(0, 16);
}
