import type { PackListing } from "../../contract/listing.ts";
import type { Pack } from "../../contract/pack.ts";
import type { PackManifest } from "../../registry/load.ts";
import type { Permissions } from "../permissions.ts";
import type { Known } from "./nodes.ts";
import type { Objection } from "./objection.ts";

const jsonTypes = ["text", "number", "boolean", "json", "image", "audio", "video", "file"];
/** Roles that a host fills, and that packs may have stand-ins for. */
const hostRoles = ["writer", "dialogue", "vision", "speech", "image", "video", "judge", "ffmpeg", "processor"];

type Owned = Pick<PackListing, "name" | "nodes"> & { readonly types?: PackListing["types"] | undefined };

export function knownBy(packs: readonly (Pick<PackListing, "types"> | Pack)[]): Known {
  const types = packs.flatMap((pack) => (pack.types ?? []).map((type) => String(type["valueType"])));
  const roles = packs.flatMap((pack) => ("provides" in pack ? pack.provides ?? [] : []).map(({ service }) => service.name));
  return { types: new Set([...jsonTypes, ...types]), roles: new Set([...hostRoles, ...roles]) };
}

/** What every pack keeps to as a whole, each rule with its name as a sentence about packs. */
export const packRules: Readonly<Record<string, (pack: Owned) => Objection[]>> = {
  "has each node type once, and under its own name": ({ name, nodes }) => ownNames(name, nodes.map(({ type }) => type), "node type"),
  "owns the value types it brings, each once and under its own name": ({ name, types = [] }) => ownNames(name, types.map((type) => String(type["valueType"])), "value type"),
};

/** Whether it is what its manifest says before it is loaded. */
export function manifestObjections({ name, version, title }: Pick<PackListing, "name" | "version" | "title">, manifest: PackManifest): Objection[] {
  const differ = (field: string, inside: string, outside: string | undefined) => (inside === outside ? [] : [{ at: "reelwright.pack.json", message: `says ${field} ${outside ?? "nothing"}, and the pack itself ${inside}` }]);
  return [...differ("name", name, manifest.name), ...differ("version", version, manifest.version), ...differ("title", title, manifest.title)];
}

/** Whether it asks for what its nodes use, and for nothing that they do not. */
export function permissionObjections(nodes: PackListing["nodes"], { services = [], secrets = [], network = [] }: Permissions): Objection[] {
  const used = nodes.flatMap(({ type, uses = [] }) => uses.map(({ name }) => ({ type, name })));
  return [
    ...used.filter(({ name }) => !services.includes(name)).map(({ type, name }) => ({ at: type, message: `uses "${name}", which permissions.services of the manifest does not ask for` })),
    ...services.filter((service) => !used.some(({ name }) => name === service)).map((service) => ({ at: "reelwright.pack.json", message: `asks for the service "${service}", which no node uses` })),
    ...(secrets.length > 0 && network.length === 0 ? [{ at: "reelwright.pack.json", message: "asks for secrets, and for no host to send them to" }] : []),
  ];
}

function ownNames(pack: string, names: readonly string[], what: string): Objection[] {
  const own = new RegExp(`^${pack}/[a-z][a-z0-9-]*$`);
  return [
    ...names.filter((name) => !own.test(name)).map((name) => ({ at: name, message: `is a ${what} that is not called ${pack}/…` })),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => ({ at: name, message: `is there twice` })),
  ];
}
