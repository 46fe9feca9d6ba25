import { cp, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Permissions } from "../../runtime/packs/permissions.ts";
import { folderOf } from "./example-packs.ts";

/** A copy of the pack whose manifest lets it reach a service on this machine too. */
export async function reaching(host: string): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), "reelwright-photos-")), "examples/packs/stock-photos");
  await mkdir(folder, { recursive: true });
  await cp(folderOf("stock-photos"), folder, { recursive: true });
  const file = join(folder, "reelwright.pack.json");
  const manifest = JSON.parse(await readFile(file, "utf8")) as { permissions: Permissions };
  await writeFile(file, JSON.stringify({ ...manifest, permissions: { ...manifest.permissions, network: [...manifest.permissions.network!, host] } }));
  return folder;
}
