import { svg, html, nothing, type TemplateResult } from "lit";
import { link } from "../../runtime/graph/link.ts";
import { isGeneric, parseType, portType, type PortType } from "../../runtime/graph/types.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { portColour, portPath } from "../canvas/port-look.ts";
import { isControl } from "../model/ports.ts";
import type { Packs } from "../state/packs.ts";
import { words } from "./words.ts";

/** A port as the palette shows it. */
export interface PortView {
  readonly name: string;
  readonly title: string;
  readonly type: PortType;
  readonly optional: boolean;
  /** It is usually set by hand rather than wired. */
  readonly byHand: boolean;
}

export interface PortViews {
  readonly inputs: readonly PortView[];
  readonly outputs: readonly PortView[];
}

/** The ports of a node type. @returns undefined for a type that no pack has */
export function portsOfType(type: string, packs: Packs): PortViews | undefined {
  const manifest = packs.manifest(type);
  if (!manifest) return undefined;
  return {
    inputs: Object.entries(manifest.inputs).map(([name, port]) => ({
      name, title: packs.inputWords(type, name).title, type: portType(port), byHand: isControl(port),
      optional: port.optional === true || port.schema["default"] !== undefined,
    })),
    outputs: Object.entries(manifest.outputs).map(([name, port]) => ({
      name, title: packs.outputWords(type, name).title, type: portType(port), optional: false, byHand: false,
    })),
  };
}

/** A graph's inputs and outputs are its ports as a node type. What its outputs carry follows from its wiring. */
export function portsOfGraph(document: GraphDocument, packs: Packs, subgraphs: ReadonlyMap<string, GraphDocument>): PortViews {
  // Only types are asked for; a graph input without a value would be left out of the wiring.
  const given = Object.fromEntries(Object.keys(document.inputs ?? {}).map((name) => [name, true]));
  const { graph } = link(document, { catalogue: packs, subgraphs, inputs: given });
  const carried = new Map(graph.outputs.map(({ name, node, output }) => [name, raised(node.outputs[output]!.type, node.depth)]));
  return {
    inputs: Object.entries(document.inputs ?? {}).map(([name, { title, type, default: fallback }]) => ({
      name, title: title ?? name, type: parseType(type) ?? unknown, optional: fallback !== undefined, byHand: false,
    })),
    outputs: Object.entries(document.outputs ?? {}).map(([name, { title }]) => ({
      name, title: title ?? name, type: carried.get(name) ?? unknown, optional: false, byHand: false,
    })),
  };
}

function raised({ name, rank }: PortType, by: number): PortType {
  return { name, rank: rank + by };
}

const unknown: PortType = { name: "json", rank: 0 };

/** A dot in the colour of the value type, in the shape of the rank. */
export function portDot({ name, rank }: PortType): TemplateResult {
  return html`<svg class="port" viewBox="-6 -6 12 12" aria-hidden="true">${svg`<path d=${portPath(rank, 5)} fill=${portColour(name)}></path>`}</svg>`;
}

/** What a port carries, in words. */
export function typeWords(type: PortType, packs: Packs): string {
  const name = isGeneric(type) ? words().anything : packs.typeWords(type.name);
  return type.rank === 0 ? name : type.rank === 1 ? words().list(name) : words().lists(name);
}

const mostDots = 3;

/** The first few different types among ports. */
export function dotsOf(ports: readonly PortView[]): TemplateResult | typeof nothing {
  const different = [...new Map(ports.map(({ type }) => [`${type.name} ${type.rank}`, type])).values()];
  return different.length === 0 ? nothing : html`${different.slice(0, mostDots).map(portDot)}`;
}
