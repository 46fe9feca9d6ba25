import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** sha256 over names and contents of everything in a folder, in an order of its own: equal folders have equal digests on every machine. */
export async function digestOfFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll("\\", "/")).sort();
  const whole = createHash("sha256");
  for (const name of names) whole.update(`${name}\0${createHash("sha256").update(await readFile(join(folder, name))).digest("hex")}\n`);
  return whole.digest("hex");
}

/** As npm writes it. */
export function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}
