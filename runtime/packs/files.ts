import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

/** Everything in a folder by its place in there, `lib/loud.js`. Links are not followed: a folder that holds one is refused. */
export async function filesOf(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) throw new Error(`${path} is not a file`);
    files.set(relative(folder, path).replaceAll("\\", "/"), await readFile(path));
  }
  return files;
}

/** sha256 over names and contents, in an order of its own: equal folders have equal digests on every machine. */
export function digestOf(files: ReadonlyMap<string, Uint8Array>): string {
  const whole = createHash("sha256");
  for (const name of [...files.keys()].sort()) whole.update(`${name}\0${createHash("sha256").update(files.get(name)!).digest("hex")}\n`);
  return whole.digest("hex");
}

/** As npm writes it. */
export function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}
