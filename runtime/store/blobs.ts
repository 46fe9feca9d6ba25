import { createHash, randomBytes } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Artifact } from "../contract/types.ts";
import { fail, ProblemError } from "../problem.ts";
import { writeProblem } from "./segment.ts";
import type { BlobInfo, Blobs } from "./store.ts";

/**
 * Content-addressed files in 256 folders by the first two hex digits (more folders cost more than they save). A file
 * is written aside, forced to disk and moved into place, so what has its name is whole.
 */
export class BlobFolder implements Blobs {
  private readonly root: string;
  private readonly work: string;
  /** Hashed once in this process, so known to be what their names say. */
  private readonly verified = new Set<string>();
  private opened = false;

  constructor(root: string) {
    this.root = join(root, "blobs");
    this.work = join(root, "work", String(process.pid));
  }

  async write(media: string, bytes: Uint8Array | string): Promise<Artifact> {
    const data = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
    const digest = createHash("sha256").update(data).digest("hex");
    if (!(await this.sound(digest))) {
      const aside = this.aside();
      await this.guarded(aside, async () => {
        const file = await open(aside, "w");
        try {
          await file.writeFile(data);
          await file.datasync();
        } finally {
          await file.close();
        }
        await rename(aside, this.place(digest));
      });
      this.verified.add(digest);
    }
    return { artifact: digest, media, bytes: data.length };
  }

  async writeFile(media: string, path: string): Promise<Artifact> {
    const { digest, bytes } = await hashFile(path);
    if (await this.sound(digest)) {
      await rm(path, { force: true });
      return { artifact: digest, media, bytes };
    }
    const aside = this.aside();
    await this.guarded(aside, async () => {
      await moveFile(path, aside);
      const file = await open(aside, "r+");
      await file.datasync().finally(() => file.close());
      await rename(aside, this.place(digest));
    });
    this.verified.add(digest);
    return { artifact: digest, media, bytes };
  }

  async read(artifact: Artifact): Promise<Uint8Array> {
    const bytes = await readFile(this.place(artifact.artifact)).catch(() => missing(artifact.artifact));
    if (createHash("sha256").update(bytes).digest("hex") !== artifact.artifact) {
      await this.sound(artifact.artifact, true);
      fail({ code: "ARTIFACT_CORRUPT", message: `The kept bytes ${artifact.artifact.slice(0, 12)} are not what they were.`, hint: "Run again: they will be made anew." });
    }
    return bytes;
  }

  async path(artifact: Pick<Artifact, "artifact">): Promise<string> {
    const place = this.place(artifact.artifact);
    await stat(place).catch(() => missing(artifact.artifact));
    return place;
  }

  async sound(digest: string, again = false): Promise<boolean> {
    if (this.verified.has(digest) && !again) return true;
    const place = this.place(digest);
    const found = await hashFile(place).catch(() => undefined);
    if (found?.digest === digest) {
      this.verified.add(digest);
      return true;
    }
    this.verified.delete(digest);
    if (found) await rename(place, `${place}.corrupt`);
    return false;
  }

  async present(digest: string): Promise<boolean> {
    return stat(this.place(digest)).then(() => true, () => false);
  }

  async folder(): Promise<string> {
    const folder = this.aside();
    await mkdir(folder);
    return folder;
  }

  async list(): Promise<readonly BlobInfo[]> {
    const infos: BlobInfo[] = [];
    for (const shelf of await readdir(this.root).catch(() => [])) {
      for (const name of await readdir(join(this.root, shelf))) {
        const { size, mtimeMs } = await stat(join(this.root, shelf, name));
        infos.push({ digest: name, bytes: size, changed: mtimeMs });
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
    this.open();
    return join(this.root, digest.slice(0, 2), digest);
  }

  private aside(): string {
    this.open();
    return join(this.work, randomBytes(8).toString("hex"));
  }

  private open(): void {
    if (this.opened) return;
    this.opened = true;
    mkdirSync(this.work, { recursive: true });
    for (let shelf = 0; shelf < 256; shelf++) mkdirSync(join(this.root, shelf.toString(16).padStart(2, "0")), { recursive: true });
  }

  private async guarded(aside: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await rm(aside, { force: true });
      throw new ProblemError(writeProblem(error as NodeJS.ErrnoException, this.root), { cause: error });
    }
  }
}

function missing(digest: string): never {
  fail({ code: "ARTIFACT_MISSING", message: `The kept bytes ${digest.slice(0, 12)} are not there.`, hint: "Run again: what can be made anew will be; bytes given by hand must be given again." });
}

async function hashFile(path: string): Promise<{ digest: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { digest: hash.digest("hex"), bytes };
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
