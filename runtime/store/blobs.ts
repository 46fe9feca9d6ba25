import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, type Stats, statSync } from "node:fs";
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Artifact } from "../contract/types.ts";
import { fail, ProblemError } from "../problem.ts";
import { processMark } from "./process.ts";
import { writeProblem } from "./segment.ts";
import type { BlobInfo, Blobs } from "./store.ts";

/**
 * Content-addressed files in 256 folders by the first two hex digits (more folders cost more than they save). A file
 * is written aside, forced to disk and moved into place, so what has its name is whole.
 */
export class BlobFolder implements Blobs {
  private readonly root: string;
  private readonly work: string;
  /** Hashed in this process and found to be what their names say, with what the file looked like then. */
  private readonly verified = new Map<string, string>();
  private opened = false;

  constructor(root: string) {
    this.root = join(root, "blobs");
    this.work = join(root, "work", `${processMark}-${randomBytes(4).toString("hex")}`);
  }

  async write(media: string, bytes: Uint8Array | string): Promise<Artifact> {
    const data = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
    const digest = createHash("sha256").update(data).digest("hex");
    if (!(await this.sound(digest))) {
      await this.guarded(async (aside) => {
        const file = await open(aside, "w");
        try {
          await file.writeFile(data);
          await file.datasync();
        } finally {
          await file.close();
        }
        await this.moveIn(aside, digest);
      });
    }
    return { artifact: digest, media, bytes: data.length };
  }

  async writeFile(media: string, path: string): Promise<Artifact> {
    const { digest, bytes } = await hashFile(path);
    if (await this.sound(digest)) {
      await rm(path, { force: true });
      return { artifact: digest, media, bytes };
    }
    await this.guarded(async (aside) => {
      await moveFile(path, aside);
      const file = await open(aside, "r+");
      await file.datasync().finally(() => file.close());
      await this.moveIn(aside, digest);
    });
    return { artifact: digest, media, bytes };
  }

  async read(artifact: Artifact): Promise<Uint8Array> {
    return readFile(await this.path(artifact));
  }

  async path({ artifact }: Pick<Artifact, "artifact">): Promise<string> {
    const before = await this.present(artifact);
    if (await this.sound(artifact)) return this.place(artifact);
    const name = artifact.slice(0, 12);
    if (before) fail({ code: "ARTIFACT_CORRUPT", message: `The kept bytes ${name} are not what they were.`, hint: "Run again: what can be made anew will be; bytes given by hand must be given again." });
    fail({ code: "ARTIFACT_MISSING", message: `The kept bytes ${name} are not there.`, hint: "Run again: what can be made anew will be; bytes given by hand must be given again." });
  }

  async sound(digest: string, again = false): Promise<boolean> {
    const place = this.place(digest);
    const before = statSync(place, { throwIfNoEntry: false });
    if (before && !again && this.verified.get(digest) === look(before)) return true;
    this.verified.delete(digest);
    if (!before) return false;
    const found = await hashFile(place).catch(() => undefined);
    if (found?.digest === digest) {
      this.verified.set(digest, look(before));
      return true;
    }
    // Unless another process has put sound bytes there since.
    const after = statSync(place, { throwIfNoEntry: false });
    if (after && look(after) === look(before)) await rename(place, `${place}.corrupt`).catch(() => rm(place, { force: true }));
    return false;
  }

  async present(digest: string): Promise<boolean> {
    return stat(this.place(digest)).then(() => true, () => false);
  }

  async folder(): Promise<string> {
    return this.guarded(async (aside) => {
      await mkdir(aside);
      return aside;
    });
  }

  async list(): Promise<readonly BlobInfo[]> {
    const infos: BlobInfo[] = [];
    for (const shelf of await readdir(this.root).catch(() => [])) {
      for (const name of await readdir(join(this.root, shelf))) {
        // Another process may have removed it since.
        const found = await stat(join(this.root, shelf, name)).catch(() => undefined);
        if (found) infos.push({ digest: name, bytes: found.size, changed: found.mtimeMs });
      }
    }
    return infos;
  }

  async delete(name: string): Promise<void> {
    this.verified.delete(name);
    await rm(join(this.root, name.slice(0, 2), name), { force: true });
  }

  async close(): Promise<void> {
    await rm(this.work, { recursive: true, force: true });
  }

  private place(digest: string): string {
    return join(this.root, digest.slice(0, 2), digest);
  }

  private async moveIn(aside: string, digest: string): Promise<void> {
    const place = this.place(digest);
    await rename(aside, place);
    this.verified.set(digest, look(statSync(place)));
  }

  /** Work on something aside; what is half done is removed. @throws ProblemError STORE_FULL, STORE_UNWRITABLE */
  private async guarded<T>(work: (aside: string) => Promise<T>): Promise<T> {
    const aside = join(this.work, randomBytes(8).toString("hex"));
    try {
      this.open();
      return await work(aside);
    } catch (error) {
      await rm(aside, { recursive: true, force: true });
      throw new ProblemError(writeProblem(error as NodeJS.ErrnoException, this.root), { cause: error });
    }
  }

  private open(): void {
    if (this.opened) return;
    mkdirSync(this.work, { recursive: true });
    for (let shelf = 0; shelf < 256; shelf++) mkdirSync(join(this.root, shelf.toString(16).padStart(2, "0")), { recursive: true });
    this.opened = true;
  }
}

/** Changes whenever a file is written or replaced. */
function look({ ino, size, mtimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs}`;
}

async function hashFile(path: string): Promise<{ digest: string; bytes: number }> {
  const hash = createHash("sha256");
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    // Read by hand: a stream for each of many small files costs more than the hashing.
    const buffer = Buffer.allocUnsafe(Math.min(Math.max(size, 1), 1024 * 1024));
    let bytes = 0;
    for (let read = await file.read(buffer); read.bytesRead > 0; read = await file.read(buffer)) {
      hash.update(buffer.subarray(0, read.bytesRead));
      bytes += read.bytesRead;
    }
    return { digest: hash.digest("hex"), bytes };
  } finally {
    await file.close();
  }
}

/** A rename, or a copy where the two lie on different file systems. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    await copyFile(from, to);
    await rm(from);
  }
}
