import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Parser, type ReadEntry } from "tar";
import { fail } from "../problem.ts";

/** What a shared pack may come to, unpacked. */
const most = { files: 2000, bytes: 64 * 2 ** 20 };

/**
 * Unpacks an npm tarball into an empty folder. Only plain files and folders with plain names are taken; one entry that is
 * something else refuses the whole, for nobody puts it there by mistake. Nothing of it is run, and no file is executable.
 * @throws ProblemError PACK_TARBALL
 */
export async function unpack(tarball: Uint8Array, folder: string): Promise<void> {
  const files = await filesIn(tarball);
  for (const [name, content] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { flag: "wx", mode: 0o644 });
  }
}

function filesIn(tarball: Uint8Array): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, Buffer>();
    const seen = new Set<string>();
    let size = 0;
    const parser = new Parser({ strict: true, maxMetaEntrySize: 64 * 1024 });
    let stopped = false;
    const stop = (why: string, cause?: unknown) => {
      if (stopped) return;
      stopped = true;
      try {
        refuse(why, cause);
      } catch (problem) {
        reject(problem as Error);
        // What a few bytes unpack to would otherwise be unpacked to its end.
        parser.abort(problem as Error);
      }
    };
    parser.on("error", (error: Error) => stop("it is not a tarball", error));
    parser.on("entry", (entry: ReadEntry) => {
      if (stopped) return void entry.resume();
      const why = objection(entry, seen, files.size);
      size += entry.size;
      if (why ?? size > most.bytes) {
        stop(why ?? `it unpacks to more than ${most.bytes / 2 ** 20} MB`);
        return void entry.resume();
      }
      if (entry.type === "Directory") return void entry.resume();
      const name = insideName(entry.path);
      const parts: Buffer[] = [];
      entry.on("data", (part: Buffer) => parts.push(part));
      entry.on("end", () => files.set(name, Buffer.concat(parts)));
    });
    parser.on("end", () => (files.size === 0 ? stop("nothing is in it") : resolve(files)));
    parser.end(Buffer.from(tarball));
  });
}

/** npm puts everything into one folder, usually called `package`. */
function insideName(path: string): string {
  return path.slice(path.indexOf("/") + 1).replace(/\/$/, "");
}

function objection({ path, type }: ReadEntry, seen: Set<string>, count: number): string | undefined {
  const shown = JSON.stringify(path.slice(0, 80));
  if (type !== "File" && type !== "OldFile" && type !== "Directory") return `${shown} is a ${type}, not a file`;
  const parts = path.replace(/\/$/, "").split("/");
  const odd = path.startsWith("/") || /^[a-z]:/i.test(path) || parts.some((part) => part === "" || part === "." || part === ".." || /[\\\0-\x1f\x7f:*?"<>|]/.test(part) || /[. ]$/.test(part) || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part));
  if (odd) return `${shown} is not a plain name`;
  if (type === "Directory") return undefined;
  if (parts.length < 2) return `${shown} lies outside its folder`;
  if (parts.includes("node_modules")) return `${shown} is an installed package; a pack brings its own files only`;
  const name = insideName(path).normalize("NFC").toLowerCase();
  if (seen.has(name) || seen.has(`${name}/`)) return `${shown} is there twice`;
  seen.add(name);
  for (let at = name.indexOf("/"); at > 0; at = name.indexOf("/", at + 1)) {
    if (seen.has(name.slice(0, at))) return `${shown} lies in a file`;
    seen.add(name.slice(0, at + 1));
  }
  return count >= most.files ? `more than ${most.files} files are in it` : undefined;
}

function refuse(why: string, cause?: unknown): never {
  fail({ code: "PACK_TARBALL", message: `The pack's tarball is refused: ${why}.`, hint: "Do not use it; tell its author, or whoever sent it." }, cause);
}
