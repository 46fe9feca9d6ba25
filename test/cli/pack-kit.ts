import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished, vi } from "vitest";

export interface SmallPack {
  readonly version?: string;
  readonly permissions?: Record<string, readonly string[]>;
  /** Of package.json. */
  readonly more?: Record<string, unknown>;
  /** In place of a node that says hello. */
  readonly code?: string;
}

/** Writes a pack that imports nothing: a node type is an object. @returns its folder */
export async function writePack(folder: string, name: string, { version = "1.0.0", permissions = {}, more = {}, code }: SmallPack = {}): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: `reelwright-pack-${name}`, version, type: "module", license: "MIT", peerDependencies: { reelwright: "*" }, ...more }));
  await writeFile(join(folder, "reelwright.pack.json"), JSON.stringify({ name, version, contract: 1, entry: "./pack.js", title: `The pack ${name}`, permissions }));
  await writeFile(join(folder, "pack.js"), code ?? `
    const words = { schema: { type: "string" }, title: "Words", summary: "What is said." };
    export default { name: "${name}", title: "The pack ${name}", version: "${version}", contract: 1, nodes: [{
      type: "${name}/hello", version: 1, title: "Hello", summary: "Says hello.", inputs: { words }, outputs: { words },
      run: async ({ inputs }) => ({ words: "hello " + inputs.words }),
    }] };`);
  return folder;
}

export async function lockOf(folder: string): Promise<Record<string, any>> {
  return (JSON.parse(await readFile(join(folder, "reelwright.lock.json"), "utf8")) as { packs: Record<string, unknown> }).packs;
}

/** @returns the name of the file that npm made of a folder */
export async function tarball(folder: string, to: string): Promise<string> {
  const { stdout } = await promisify(execFile)("npm", ["pack", "--json", `--pack-destination=${to}`], { cwd: folder });
  return (JSON.parse(stdout) as { filename: string }[])[0]!.filename;
}

/** A registry on this machine that npm is pointed at for the length of a test. */
export async function openRegistry(): Promise<{ publish(folder: string): Promise<void> }> {
  const packages = new Map<string, Map<string, { readonly manifest: object; readonly bytes: Buffer }>>();
  const server = createServer(({ url = "" }, response) => {
    const [name = "", version] = url.slice(1).split("/-/");
    const versions = packages.get(decodeURIComponent(name));
    if (!versions) return void response.writeHead(404).end("{}");
    if (version !== undefined) return void response.end(versions.get(version)?.bytes);
    const of = [...versions].map(([number, { manifest, bytes }]) => [number, { ...manifest, dist: { tarball: `${address}${name}/-/${number}`, integrity: `sha512-${createHash("sha512").update(bytes).digest("base64")}` } }] as const);
    response.setHeader("content-type", "application/json").end(JSON.stringify({ name, versions: Object.fromEntries(of), "dist-tags": { latest: of.at(-1)![0] } }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  vi.stubEnv("npm_config_registry", address);
  const cache = await mkdtemp(join(tmpdir(), "reelwright-npm-"));
  vi.stubEnv("npm_config_cache", cache);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await rm(cache, { recursive: true, force: true });
  });
  return {
    async publish(folder) {
      const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { name: string; version: string };
      const bytes = await readFile(join(folder, "..", await tarball(folder, join(folder, ".."))));
      packages.set(manifest.name, (packages.get(manifest.name) ?? new Map()).set(manifest.version, { manifest, bytes }));
    },
  };
}
