import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PackFolder } from "../../registry/load.ts";
import type { Objection } from "./objection.ts";

const iconSides = { least: 64, most: 512 };
const mostIconBytes = 256 * 1024;

/** Whether a pack has beside its code what people need who find it: as it is in its tarball. Nothing of it runs. */
export async function fileObjections({ folder, manifest: { name, version, entry, icon, examples = [] } }: PackFolder): Promise<Objection[]> {
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Readonly<Record<string, unknown>>;
  const names = await readdir(folder);
  const isThere = async (file: string) => (await stat(join(folder, file)).catch(() => undefined))?.isFile() === true;
  const absent = async (file: string, advice?: true) => (await isThere(file) ? [] : [{ at: file, message: "is named in the manifest, and is not in the tarball", ...(advice ? { advice } : {}) }]);
  return [
    ...(/^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(version) ? [] : [{ at: "reelwright.pack.json", message: `has the version "${version}", which is not one as in semver` }]),
    ...await absent(entry),
    ...(icon === undefined ? [{ at: "reelwright.pack.json", message: "names no icon", advice: true as const }] : [...await absent(icon), ...(await isThere(icon) ? await iconObjections(folder, icon) : [])]),
    ...(examples.length === 0 ? [{ at: "reelwright.pack.json", message: "names no example graph" }] : (await Promise.all(examples.map((file) => absent(file)))).flat()),
    ...(names.some((file) => /^readme(\.md)?$/i.test(file)) ? [] : [{ at: "README.md", message: "is not there" }]),
    ...packageObjections(about, name),
  ];
}

function packageObjections(about: Readonly<Record<string, unknown>>, name: string): Objection[] {
  const at = "package.json";
  const peers = (about["peerDependencies"] ?? {}) as Readonly<Record<string, unknown>>;
  const strange = Object.keys(peers).filter((peer) => peer !== "reelwright");
  const scripts = Object.keys((about["scripts"] ?? {}) as object).filter((script) => ["preinstall", "install", "postinstall"].includes(script));
  const usual = new RegExp(`^(@[^/]+/)?reelwright-pack-${name}$`);
  return [
    ...(about["type"] === "module" ? [] : [{ at, message: "does not say \"type\": \"module\"" }]),
    ...(peers["reelwright"] === undefined ? [{ at, message: "does not name reelwright under peerDependencies" }] : []),
    ...(strange.length > 0 ? [{ at, message: `needs other packages: ${strange.join(", ")}` }] : []),
    ...scripts.map((script) => ({ at, message: `has the script ${script}` })),
    ...(typeof about["license"] === "string" ? [] : [{ at, message: "names no license" }]),
    ...(usual.test(String(about["name"])) ? [] : [{ at, message: `is called "${String(about["name"])}": graphs that name the pack are helped to find reelwright-pack-${name}`, advice: true as const }]),
    ...(Array.isArray(about["keywords"]) && about["keywords"].includes("reelwright-pack") ? [] : [{ at, message: "has not the keyword reelwright-pack, by which packs are found", advice: true as const }]),
  ];
}

async function iconObjections(folder: string, icon: string): Promise<Objection[]> {
  const bytes = await readFile(join(folder, icon));
  const { default: sharp } = await import("sharp");
  const { width = 0, height = 0, format } = await sharp(bytes).metadata().catch(() => ({ width: 0, height: 0, format: undefined }));
  const wrong = format !== "png" && format !== "webp" ? "is neither a PNG nor a WebP picture"
    : width !== height || width < iconSides.least || width > iconSides.most ? `is ${width} × ${height}, and not a square of ${iconSides.least} to ${iconSides.most}`
      : bytes.length > mostIconBytes ? `is larger than ${mostIconBytes / 1024} kB` : undefined;
  return wrong === undefined ? [] : [{ at: icon, message: wrong }];
}
