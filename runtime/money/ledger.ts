import { closeSync, existsSync, fdatasync, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { Intent } from "../contract/service.ts";
import { processLives, processMark } from "../store/process.ts";
import { type LedgerEntry, type LedgerLine, LedgerBook } from "./ledger-book.ts";

export interface Opening extends Intent {
  readonly run: string;
  readonly node: string;
  readonly item: string;
  readonly role: string;
  readonly currency: string;
}

export interface Settlement {
  readonly costMicros: number;
  readonly marketMicros: number;
  readonly units: Readonly<Record<string, number>>;
  readonly ms: number;
  readonly retries: number;
}

/**
 * What was asked for and what was paid, line by line, in one file that is only ever added to. A line is on its way to
 * the disk before the call it tells of goes out, so a process that is killed leaves behind what it may owe.
 * Several processes may write to one file: every line is one write.
 */
export class Ledger {
  readonly book = new LedgerBook();
  private readonly file: string | undefined;
  private fd: number | undefined;
  private readTo = 0;
  private rest = "";
  private count = 0;

  /** @param file undefined keeps it in memory only */
  constructor(file: string | undefined) {
    this.file = file;
  }

  /** Reads what has been added since, by whoever. Work that a dead process left and nobody can look up becomes uncertain. */
  refresh(): void {
    // Whoever only looks leaves no file behind.
    if (this.fd === undefined && this.file !== undefined && !existsSync(this.file)) return;
    const fd = this.open();
    if (fd === undefined) return;
    this.readOn(fd);
    for (const entry of this.book.open()) {
      if (!entry.durable && !processLives(entry.by)) this.write({ line: "uncertain", id: entry.id, at: Date.now() });
    }
  }

  /** @returns when the line is written; for durable intents, when it is on disk */
  async begin(opening: Opening): Promise<LedgerEntry> {
    const id = `${Date.now().toString(36)}-${processMark}-${(this.count++).toString(36)}`;
    this.write({ line: "reserved", id, at: Date.now(), by: processMark, ...opening });
    if (opening.durable) await this.sync();
    return this.book.entry(id)!;
  }

  async accepted(id: string, remote: string): Promise<void> {
    this.write({ line: "accepted", id, at: Date.now(), remote });
    await this.sync();
  }

  /** Paid work that another process, or an earlier run of this one, left open is this process's now. */
  async taken(id: string, run: string): Promise<void> {
    this.write({ line: "taken", id, at: Date.now(), by: processMark, run });
    await this.sync();
  }

  settled(id: string, settlement: Settlement): void {
    this.write({ line: "settled", id, at: Date.now(), ...settlement });
  }

  released(id: string): void {
    this.write({ line: "released", id, at: Date.now() });
  }

  uncertain(id: string): void {
    this.write({ line: "uncertain", id, at: Date.now() });
  }

  /** Durable work with that request hash which has not ended, the latest first asked for. */
  begun(request: string): LedgerEntry | undefined {
    this.refresh();
    return this.book.begun(request);
  }

  close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
    this.fd = undefined;
  }

  private open(): number | undefined {
    if (this.file === undefined) return undefined;
    if (this.fd === undefined) {
      mkdirSync(dirname(this.file), { recursive: true });
      this.fd = openSync(this.file, "a+", 0o600);
      this.readOn(this.fd);
      // A line that was torn by a power cut must not swallow the next one.
      if (this.rest !== "") writeSync(this.fd, "\n");
    }
    return this.fd;
  }

  private write(line: LedgerLine): void {
    const fd = this.open();
    if (fd === undefined) this.book.take(line);
    else {
      writeSync(fd, `${JSON.stringify(line)}\n`);
      this.readOn(fd);
    }
  }

  private readOn(fd: number): void {
    const { size } = fstatSync(fd);
    const chunk = Buffer.allocUnsafe(Math.min(Math.max(size - this.readTo, 0), 1 << 20));
    while (this.readTo < size) {
      const length = readSync(fd, chunk, 0, chunk.length, this.readTo);
      if (length === 0) return;
      this.readTo += length;
      // One byte a character: a character that is cut by the end of the chunk is put together again below.
      const lines = (this.rest + chunk.toString("latin1", 0, length)).split("\n");
      this.rest = lines.pop()!;
      for (const line of lines) this.takeText(Buffer.from(line, "latin1").toString("utf8"));
    }
  }

  private takeText(text: string): void {
    try {
      this.book.take(JSON.parse(text) as LedgerLine);
    } catch {
      // Torn by a power cut or a full disk: what it told of is in the line before it, as open.
    }
  }

  private async sync(): Promise<void> {
    if (this.fd !== undefined) await promisify(fdatasync)(this.fd);
  }
}
