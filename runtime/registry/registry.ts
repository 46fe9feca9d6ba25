import type { PackListing } from "../contract/listing.ts";
import type { Settings } from "../contract/context.ts";
import type { NodeDefinition } from "../contract/node.ts";
import type { Pack } from "../contract/pack.ts";
import type { Provider } from "../contract/service.ts";
import type { Catalogue } from "../graph/graph.ts";
import { fail } from "../problem.ts";

export const contractVersion = 1;

/** A pack as it was found: what it is, and for an installed one the digest of what it is made of. */
export interface RegisteredPack {
  readonly pack: Pack;
  readonly integrity: string | undefined;
  readonly granted: Granted;
}

/** What a pack may do beyond computing; see `Permissions`. */
export interface Granted {
  readonly services?: readonly string[];
  readonly network?: readonly string[];
  readonly secrets?: readonly string[];
}

/** The packs of one runtime, as one value. Two packs never provide the same thing: the second is refused. */
export class Registry implements Catalogue {
  readonly packs = new Map<string, RegisteredPack>();
  private readonly nodes = new Map<string, { readonly definition: NodeDefinition; readonly owner: RegisteredPack }>();
  private readonly standIns = new Map<string, Provider>();
  private readonly hosts: Readonly<Record<Settings["quality"], Map<string, Provider>>> = { draft: new Map(), final: new Map() };
  private readonly values = new Set<string>(["text", "number", "boolean", "json", "image", "audio", "video", "file"]);
  private readonly conversions = new Map<string, (value: any) => unknown>();

  /** @throws ProblemError PACK_CONTRACT, PACK_DOUBLE, NODE_TYPE_DOUBLE, NODE_TYPE_FOREIGN, CONVERSION_DOUBLE, PROVIDER_DOUBLE */
  add(pack: Pack, { integrity, granted = {} }: { readonly integrity?: string | undefined; readonly granted?: Granted } = {}): void {
    if (pack.contract !== contractVersion) fail({ code: "PACK_CONTRACT", message: `The pack "${pack.name}" is written against contract ${pack.contract}; this runtime speaks ${contractVersion}.`, hint: "Update the pack or Reelwright." });
    if (this.packs.has(pack.name)) fail({ code: "PACK_DOUBLE", message: `Two packs are called "${pack.name}".`, hint: "Remove one of them; names are not shared." });
    const owner = { pack, integrity, granted };
    this.packs.set(pack.name, owner);
    for (const definition of pack.nodes) this.addNode(definition, owner);
    for (const type of pack.types ?? []) if (typeof type["valueType"] === "string") this.values.add(type["valueType"]);
    for (const { from, to, convert } of pack.conversions ?? []) {
      if (this.conversion(from, to)) fail({ code: "CONVERSION_DOUBLE", message: `Two packs turn ${from} into ${to}.`, hint: `Remove one; the second is in "${pack.name}".` });
      this.conversions.set(`${from}>${to}`, convert);
    }
    for (const provider of pack.provides ?? []) {
      if (this.standIns.has(provider.service.name)) fail({ code: "PROVIDER_DOUBLE", message: `Two packs fill the role "${provider.service.name}".`, hint: `Remove one; the second is in "${pack.name}".` });
      this.standIns.set(provider.service.name, provider);
    }
  }

  private addNode(definition: NodeDefinition, owner: RegisteredPack): void {
    const before = this.nodes.get(definition.type);
    if (before) fail({ code: "NODE_TYPE_DOUBLE", message: `Both "${before.owner.pack.name}" and "${owner.pack.name}" provide the node type "${definition.type}".`, hint: "Remove one of the two packs." });
    if (!definition.type.startsWith(`${owner.pack.name}/`)) fail({ code: "NODE_TYPE_FOREIGN", message: `The pack "${owner.pack.name}" provides "${definition.type}", which is not under its own name.`, hint: `Call it "${owner.pack.name}/…".` });
    this.nodes.set(definition.type, { definition, owner });
  }

  manifest(type: string): NodeDefinition | undefined {
    return this.nodes.get(type)?.definition;
  }

  /** The digest of the installed pack a node type comes from; part of its cache keys. */
  integrity(type: string): string | undefined {
    return this.nodes.get(type)?.owner.integrity;
  }

  granted(pack: string): Granted {
    return this.packs.get(pack)?.granted ?? {};
  }

  types(): Iterable<string> {
    return this.nodes.keys();
  }

  /** Whether a port of some pack can carry values of that type. */
  knowsValue(name: string): boolean {
    return this.values.has(name);
  }

  definitions(): NodeDefinition[] {
    return [...this.nodes.values()].map(({ definition }) => definition);
  }

  /** Every pack as data. */
  listing(): PackListing[] {
    return [...this.packs.values()].map(({ pack: { name, title, version, nodes, types = [], conversions = [], translations = {} } }) => (
      { name, title, version, nodes, types, conversions: conversions.map(({ from, to }) => ({ from, to })), translations }));
  }

  /** Every role that something fills, with what fills it. */
  roles(quality: Settings["quality"] = "final"): Map<string, Provider> {
    return new Map([...this.standIns, ...this.hosts[quality]]);
  }

  /** What a pack brings for a role in place of a model. */
  standIn(role: string): Provider | undefined {
    return this.standIns.get(role);
  }

  conversion(from: string, to: string): ((value: any) => unknown) | undefined {
    return this.conversions.get(`${from}>${to}`);
  }

  /** What the host gives a role goes before a pack's stand-in. @param qualities in which runs; default: all */
  fill(provider: Provider, qualities: readonly Settings["quality"][] = ["draft", "final"]): void {
    for (const quality of qualities) this.hosts[quality].set(provider.service.name, provider);
  }

  provider(role: string, quality: Settings["quality"]): Provider | undefined {
    return this.hosts[quality].get(role) ?? this.standIns.get(role);
  }
}
