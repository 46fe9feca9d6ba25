import type { PortType } from "../../runtime/graph/types.ts";
import { beginJudging, type FitNote, type FitPacks, type FitSources } from "../model/fit.ts";
import type { NodePorts } from "../model/ports.ts";

/** The end of an edge that is held, and the document it is in. */
export interface Connecting {
  readonly end: string;
  readonly side: "from" | "to";
}

/** Another end that fits. */
export interface Offer {
  /** `node.port` */
  readonly end: string;
  readonly node: string;
  readonly port: string;
  readonly type: PortType;
  readonly note: FitNote;
  /** Nothing is there yet, and something has to be. */
  readonly isWanted: boolean;
}

type Sources = FitSources & { portsOf(id: string): NodePorts };

/**
 * Every end in the document that the held one fits, the likeliest first: those that need an edge, then those that fit
 * without lists or conversions, then the nearest in the order of the graph. Free inputs of a kind that is set by hand
 * come after those that only an edge can fill.
 */
export function offersFor(sources: Sources, packs: FitPacks, { held, order }: { readonly held: Connecting; readonly order: readonly string[] }): Offer[] {
  const judging = beginJudging(sources, packs, held);
  const own = held.end.slice(0, held.end.indexOf("."));
  const here = order.indexOf(own);
  const offers = order.flatMap((node, at): (Offer & { readonly rank: number })[] => {
    if (node === own) return [];
    const ports = sources.portsOf(node);
    const candidates = held.side === "from" ? ports.inputs : ports.outputs;
    return candidates.flatMap((port) => {
      const end = `${node}.${port.name}`;
      const judgement = judging(end);
      if (!judgement.ok) return [];
      const { note } = judgement;
      const input = "from" in port ? port : undefined;
      const isWanted = input !== undefined && !input.optional && !input.isSet && input.fallback === undefined && input.from.length === 0 && input.graphInputs.length === 0;
      const strain = (isWanted ? -8 : 0) + (input?.control ? 2 : 0) + (note.converts ? 4 : 0) + (note.replaces ? 6 : 0) + note.frame + note.wraps;
      return [{ end, node, port: port.name, type: port.type, note, isWanted, rank: strain + Math.abs(at - here) / (order.length + 1) }];
    });
  });
  return offers.sort((a, b) => a.rank - b.rank);
}
