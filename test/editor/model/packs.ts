import type { FitPacks, FitSources } from "../../../editor/model/fit.ts";
import type { Pack } from "../../../runtime/contract/pack.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { link } from "../../../runtime/graph/link.ts";
import { Registry } from "../../../runtime/registry/registry.ts";

/** Packs as the editor has them. */
export function packsFrom(...packs: readonly Pack[]): FitPacks {
  const registry = new Registry();
  for (const pack of packs) registry.add(pack);
  return {
    manifest: (type) => registry.manifest(type), types: () => registry.types(), knowsValue: (name) => registry.knowsValue(name),
    conversion: (from, to) => registry.conversion(from, to), all: () => packs.flatMap(({ nodes }) => nodes),
  };
}

/** A document as an open graph has it. */
export function opened(document: GraphDocument, packs: FitPacks, subgraphs: ReadonlyMap<string, GraphDocument> = new Map()): FitSources {
  return { document, subgraphs, linked: link(document, { catalogue: packs, subgraphs, inputs: {} }) };
}
