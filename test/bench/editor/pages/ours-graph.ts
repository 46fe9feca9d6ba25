import type { PackListing } from "../../../../runtime/contract/listing.ts";
import type { NodeManifest } from "../../../../runtime/contract/node.ts";
import type { RunEvent, RunEventBody } from "../../../../runtime/events.ts";
import type { GraphDocument } from "../../../../runtime/graph/document.ts";
import { currentFormat } from "../../../../runtime/graph/current-format.ts";
import { pictures, type TrialGraph } from "../graph.ts";

// As a browser gets them: JSON. Making them with what packs are written with would load that too, which the editor never does.
const manifests = [0, 1, 2, 3].map((kind) => ({
  type: `trial/step-${kind}`, version: 1, title: `Step ${kind + 1}`, summary: "A step of the trial.",
  inputs: {
    first: { title: "First", optional: true, generic: "a", schema: {} },
    second: { title: "Second", optional: true, generic: "b", schema: {} },
    text: { title: "Text", schema: { type: "string", default: "" } },
  },
  outputs: { picture: { title: "Picture", schema: { type: "object", valueType: "image" } } },
}) as unknown as NodeManifest);

export const trialPack: PackListing = { name: "trial", title: "Trial", version: "1.0.0", nodes: manifests, types: [], conversions: [], translations: {} };

export function documentOf({ nodes, edges }: TrialGraph): GraphDocument {
  return {
    format: currentFormat, name: "trial", packs: { trial: "1.0.0" },
    nodes: Object.fromEntries(nodes.map(({ id, kind, text }) => [id, { type: `trial/step-${kind}`, version: 1, inputs: { text } }])),
    edges: edges.map(({ from, to, input }) => ({ from: `${from}.picture`, to: `${to}.${input}` })),
    layout: { nodes: Object.fromEntries(nodes.map(({ id, x, y }) => [id, [x, y]])), shown: Object.fromEntries(nodes.map(({ id }) => [id, ["first", "second", "text"]])) },
  };
}

/** A run in which every node has made a picture. */
export function eventsOf({ nodes }: TrialGraph): RunEvent[] {
  const made = nodes.map(({ id }, index): RunEventBody => {
    const picture = { artifact: String(index % pictures).padStart(64, "0"), media: "image/png", bytes: 1000 };
    return { type: "item.finished", node: id, item: "", key: id, outputs: { picture: { digest: picture.artifact, value: picture } }, ms: 100, costMicros: 0 };
  });
  const bodies: RunEventBody[] = [
    { type: "run.started", graph: "trial", types: {}, inputs: {}, quality: "draft" }, ...made,
    { type: "run.finished", outcome: "succeeded", counts: { executed: nodes.length, cached: 0, failed: 0, skipped: 0 }, costMicros: 0, ms: 1000, outputs: {}, problems: [] },
  ];
  return bodies.map((body, seq) => ({ run: "trial", seq, at: 1000, ...body }));
}
