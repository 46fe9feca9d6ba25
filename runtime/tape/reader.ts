import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fail } from "../problem.ts";
import { artifactsFolder, type Exchange, type RecordedService, tapeFormat, type TapeHeader } from "./tape.ts";

export interface Tape {
  readonly file: string;
  readonly header: TapeHeader;
  readonly services: readonly RecordedService[];
  readonly exchanges: readonly Exchange[];
}

/** Reads a tape, also one whose recording was killed while it wrote its last line. @throws ProblemError TAPE_UNREADABLE */
export async function readTape(file: string): Promise<Tape> {
  const text = await readFile(file, "utf8").catch((error: unknown) => unreadable(file, `it cannot be read (${(error as NodeJS.ErrnoException).code})`, error));
  const whole = text.slice(0, text.lastIndexOf("\n") + 1).split("\n").slice(0, -1);
  const lines = whole.map((line, index) => parse(file, line, index + 1));
  const header = lines[0] as Partial<TapeHeader> | undefined;
  if (header?.format !== tapeFormat || !Array.isArray(header.roles)) unreadable(file, "it does not begin as one");
  const rest = lines.slice(1) as (RecordedService | Exchange)[];
  return {
    file, header: header as TapeHeader,
    services: rest.filter((line) => "methods" in line),
    exchanges: rest.filter((line) => "digest" in line),
  };
}

/** Bytes that lie beside a tape. @throws ProblemError TAPE_UNREADABLE */
export async function readArtifact(file: string, digest: string): Promise<Uint8Array> {
  const path = join(artifactsFolder(file), digest);
  const bytes = await readFile(path).catch((error: unknown) => unreadable(path, "it is missing", error));
  if (hash("sha256", bytes, "hex") !== digest) unreadable(path, "it is not what was recorded");
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

function parse(file: string, line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    unreadable(file, `line ${number} is no JSON`, error);
  }
}

function unreadable(file: string, why: string, cause?: unknown): never {
  fail({ code: "TAPE_UNREADABLE", file, message: `${file} cannot be replayed: ${why}.`, hint: "Give a file that --record wrote, with the folder of its artifacts beside it." }, cause);
}
