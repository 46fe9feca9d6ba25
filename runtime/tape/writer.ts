import { appendFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { canonicalJson } from "../graph/canonical.ts";
import { fail } from "../problem.ts";
import { artifactsFolder, type Exchange, type RecordedService, type Redact, type TapeHeader } from "./tape.ts";

interface Line {
  readonly node: string;
  readonly item: string;
  readonly order: number;
}

/**
 * Writes a tape. Lines are appended as things happen, so a killed run leaves a tape of all that was answered before; on
 * closing they are put in the order of nodes, items and questions, so that two tapes of the same run can be compared.
 */
export class TapeWriter {
  readonly redact: Redact;
  private readonly file: string;
  private readonly header: TapeHeader;
  private readonly services = new Set<string>();
  private readonly lines: Line[] = [];
  /** Digests of the bytes that lie beside the tape. */
  private readonly kept = new Map<string, Promise<void>>();
  private begun: Promise<void> | undefined;
  private asked = 0;
  /** A line could not be written whole: the tape is left as it is. */
  private torn = false;

  constructor(file: string, header: TapeHeader, redact: Redact) {
    this.file = file;
    this.header = header;
    this.redact = redact;
  }

  /** Begins the tape, in place of one that was there. Before any call is paid for. @throws ProblemError TAPE_UNWRITABLE */
  begin(): Promise<void> {
    return this.begun ??= this.guarded(async () => {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(this.file, line(this.header));
    });
  }

  /** The place of a question among all that are asked. */
  nextOrder(): number {
    return this.asked++;
  }

  /** Told by every item that asks for a role; written once. */
  service(service: RecordedService): void {
    const name = `${service.role} ${service.quality ?? ""}`;
    if (this.services.has(name)) return;
    this.services.add(name);
    this.append(service);
  }

  /** The bytes first, so that what a line names is there. */
  async exchange(exchange: Exchange, bytes: ReadonlyMap<string, Uint8Array>, order: number): Promise<void> {
    await this.guarded(() => Promise.all([...bytes].map(([digest, data]) => this.keep(digest, data))));
    this.append(exchange);
    this.lines.push({ node: exchange.node, item: exchange.item, order });
  }

  async close(): Promise<void> {
    if (this.torn) return;
    // A run that asked no service leaves a tape that says so.
    if (!this.begun && await stat(this.file).then(() => true, () => false)) return;
    await this.begin();
    await this.guarded(async () => {
      await this.sort();
      await this.sweep();
    });
  }

  private append(value: RecordedService | Exchange): void {
    try {
      appendFileSync(this.file, line(value));
    } catch (error) {
      this.torn = true;
      unwritable(this.file, error);
    }
  }

  private keep(digest: string, bytes: Uint8Array): Promise<void> {
    let keeping = this.kept.get(digest);
    if (!keeping) this.kept.set(digest, (keeping = this.write(digest, bytes)));
    return keeping;
  }

  private async write(digest: string, bytes: Uint8Array): Promise<void> {
    const folder = artifactsFolder(this.file);
    await mkdir(folder, { recursive: true });
    const aside = join(folder, `${digest}.part`);
    await writeFile(aside, bytes);
    await rename(aside, join(folder, digest));
  }

  private async sort(): Promise<void> {
    const written = (await readFile(this.file, "utf8")).trimEnd().split("\n");
    // Services are told of before the first exchange with them, but between those with others.
    const isExchange = (text: string) => /[{,]"digest":"/.test(text);
    const head = written.slice(1).filter((text) => !isExchange(text)).sort();
    const exchanges = written.slice(1).filter(isExchange).map((text, index) => ({ text, ...this.lines[index]! }));
    exchanges.sort((a, b) => compare(a.node, b.node) || compare(a.item, b.item) || a.order - b.order);
    const aside = `${this.file}.part`;
    await writeFile(aside, `${[written[0], ...head, ...exchanges.map(({ text }) => text)].join("\n")}\n`);
    await rename(aside, this.file);
  }

  /** Removes bytes that only an earlier tape of this name held. */
  private async sweep(): Promise<void> {
    const folder = artifactsFolder(this.file);
    for (const name of await readdir(folder).catch(() => [])) {
      if (/^[0-9a-f]{64}(\.part)?$/.test(name) && !this.kept.has(name)) await rm(join(folder, name));
    }
  }

  private async guarded<T>(work: () => Promise<T>): Promise<void> {
    try {
      await work();
    } catch (error) {
      unwritable(this.file, error);
    }
  }
}

function line(value: unknown): string {
  return `${canonicalJson(value)}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unwritable(file: string, error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") fail({ code: "DISK_FULL", file, message: `The disk is full: the tape ${file} cannot be written.`, hint: "Free some space, or record to another disk." }, error);
  fail({ code: "TAPE_UNWRITABLE", file, message: `The tape ${file} cannot be written: ${message}.`, hint: "Give another file with --record." }, error);
}
