import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { type Arranged, arrangedFrom, type Drawn, elkGraph } from "./elk-graph.ts";

/**
 * Lays a graph out from left to right; with `ids` only those nodes, whose top left corner stays. The work is done in a
 * worker, which is read when it is first needed.
 * @throws Error when the worker cannot be loaded or does not manage the graph
 */
export async function arrange(document: GraphDocument, ids: readonly string[] | undefined, drawn: Drawn): Promise<Arranged> {
  const { default: Elk } = await import("elkjs/lib/elk-api.js");
  const graph = elkGraph(document, new Set(ids ?? Object.keys(document.nodes)), drawn);
  let refuse: (error: Error) => void;
  const broken = new Promise<never>((_, reject) => { refuse = reject; });
  const elk = new Elk({
    workerUrl,
    workerFactory: (url) => {
      const worker = new Worker(url!);
      // ELK itself waits for ever for a worker that is not there.
      worker.addEventListener("error", (event) => refuse(new Error(event.message || "The layout worker could not be loaded.")));
      return worker;
    },
  });
  try {
    return arrangedFrom(await Promise.race([elk.layout(graph), broken]), document, drawn);
  } finally {
    elk.terminateWorker();
  }
}
