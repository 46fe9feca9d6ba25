import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fail } from "../runtime/problem.ts";
import { processLives, processMark } from "../runtime/store/process.ts";

interface Held {
  readonly process: string;
  readonly address?: string;
}

/** One server for a project folder: two would both work through its queue. */
export class ServerLock {
  private readonly file: string;

  private constructor(file: string) {
    this.file = file;
  }

  /** @throws ProblemError SERVER_RUNNING */
  static async take(folder: string): Promise<ServerLock> {
    await mkdir(folder, { recursive: true });
    const lock = new ServerLock(join(folder, "lock.json"));
    for (;;) {
      const taken = await writeFile(lock.file, JSON.stringify({ process: processMark }), { flag: "wx", mode: 0o600 }).then(() => true, (error: NodeJS.ErrnoException) => {
        if (error.code === "EEXIST") return false;
        throw error;
      });
      if (taken) return lock;
      const held = await lock.read();
      if (held && processLives(held.process)) fail({ code: "SERVER_RUNNING", message: `A server is running for this project already${held.address === undefined ? "" : `, at ${held.address}`}.`, hint: "Use that one, stop it first, or serve another folder with --home." });
      await rm(lock.file, { force: true });
    }
  }

  /** Tells the one who comes later where to look. */
  async announce(address: string): Promise<void> {
    await writeFile(this.file, JSON.stringify({ process: processMark, address } satisfies Held), { mode: 0o600 });
  }

  async release(): Promise<void> {
    await rm(this.file, { force: true });
  }

  private async read(): Promise<Held | undefined> {
    const text = await readFile(this.file, "utf8").catch(() => "");
    try {
      return JSON.parse(text) as Held;
    } catch {
      // Left half written by a process that was killed.
      return undefined;
    }
  }
}
