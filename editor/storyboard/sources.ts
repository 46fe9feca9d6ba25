import { portType, typeText } from "../../runtime/graph/types.ts";
import type { ItemRun } from "../state/run-state.ts";
import type { Workspace } from "../state/workspace.ts";
import { isIdentityVerdict, type VerdictLike } from "../runs/identity/shape.ts";
import { artifactsIn } from "../runs/media/shape.ts";
import type { Artifact } from "../../runtime/contract/types.ts";
import { type Board, boardOf, type Cast, type Maker } from "./board.ts";
import { standingOf, verdictOf } from "./verdicts.ts";

/** Value types of a node type's outputs, as the packs declare them. */
function outputTypesOf(workspace: Workspace): (type: string) => Readonly<Record<string, string>> | undefined {
  const known = new Map<string, Readonly<Record<string, string>> | undefined>();
  return (type) => {
    if (!known.has(type)) {
      const manifest = workspace.packs.manifest(type);
      known.set(type, manifest && Object.fromEntries(Object.entries(manifest.outputs).map(([name, port]) => [name, typeText(portType(port))])));
    }
    return known.get(type);
  };
}

const empty: Board = { episodes: [], cast: { episodes: undefined, shots: undefined, lines: undefined, setting: undefined, characters: undefined, picture: undefined, spoken: undefined, clip: undefined, sceneClip: undefined, identity: undefined, timeline: undefined, findings: [] } };

/** The board of the shown run; made anew only when the run has moved on. */
export class BoardKeeper {
  private key = "";
  private board = empty;

  of(workspace: Workspace): Board {
    const { run } = workspace;
    const key = run ? `${run.id} ${run.version} ${workspace.packs.listings.length}` : "";
    if (key === this.key) return this.board;
    this.key = key;
    this.board = run ? boardOf(run, outputTypesOf(workspace)) : empty;
    return this.board;
  }
}

export function itemOf(workspace: Workspace, maker: Maker | undefined, item: string): ItemRun | undefined {
  return maker && workspace.run?.nodes.get(maker.node)?.items.get(item);
}

/** A maker's value for an item, whole; undefined while it is not made or not read. */
export function valueAt(workspace: Workspace, maker: Maker | undefined, item: string): unknown {
  const one = itemOf(workspace, maker, item);
  const outputs = one && workspace.results.of(one);
  return typeof outputs === "object" ? outputs[maker!.output] : undefined;
}

/** The first image, recording or film inside a maker's value. */
export function mediaAt(workspace: Workspace, maker: Maker | undefined, item: string, group: "image" | "audio" | "video"): Artifact | undefined {
  return artifactsIn(valueAt(workspace, maker, item)).find(({ media }) => media.startsWith(`${group}/`));
}

/** The node whose items a director's verdict on a shot is about: its picture, or whatever stands for it. */
export function judged({ picture, clip }: Cast): Maker | undefined {
  return picture ?? clip;
}

/** A maker's value for an item as the run's events tell it; read whole only where it was too large to be told. */
export function toldAt(workspace: Workspace, maker: Maker, item: string): unknown {
  const told = itemOf(workspace, maker, item)?.outputs?.[maker.output];
  return told && "value" in told ? told.value : valueAt(workspace, maker, item);
}

/** Verdicts that are read at once: a series has thousands of shots, and a person decides on a few. */
const mostVerdicts = 100;

/**
 * Verdicts on identity that a person may have to decide: of shots that have none of a person's yet, and whose findings,
 * where the node gives any, say something of it.
 */
export function verdictsToDecide(workspace: Workspace, { identity, findings }: Cast): { readonly maker: Maker; readonly item: string; readonly verdict: VerdictLike }[] {
  const { run, session } = workspace;
  if (!identity || !session) return [];
  const beside = findings.find(({ node }) => node === identity.node);
  const open = [...run?.nodes.get(identity.node)?.items.values() ?? []].filter((one) => {
    const standing = standingOf(verdictOf(session.document, identity.node, one.item), one);
    const told = beside && one.outputs?.[beside.output]?.value;
    const isFine = Array.isArray(told) && !told.some(({ check }: { readonly check?: string }) => check === "identity/kept");
    return one.outputs !== undefined && !isFine && (standing === "open" || standing === "stale");
  });
  return open.slice(0, mostVerdicts).flatMap(({ item }) => {
    const verdict = valueAt(workspace, identity, item);
    return isIdentityVerdict(verdict) ? [{ maker: identity, item, verdict }] : [];
  });
}
