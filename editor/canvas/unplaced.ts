import { layoutOf } from "../model/layout.ts";
import type { Stage } from "./stage.ts";
import { words } from "./words.ts";

/**
 * A graph that was written by hand or by a program has no places: it is laid out when it is first looked at, as a step that
 * can be taken back. Graphs that have places, be it one, are left as they are.
 */
export async function placeUnplaced(stage: Stage): Promise<void> {
  const { session, scene } = stage;
  const { document } = session;
  if (scene.nodes.size < 2 || Object.keys(layoutOf(document).nodes ?? {}).length > 0) return;
  const [{ arrange }, { withArrangement }] = await Promise.all([import("../arrange/arrange.ts"), import("../arrange/elk-graph.ts")]);
  const sizes = scene.sizes();
  const ports = (id: string) => {
    const { inputs = [], outputs = [] } = scene.nodes.get(id)?.rows ?? {};
    return { inputs: [...inputs].map(([name]) => name), outputs: [...outputs].map(([name]) => name) };
  };
  const arranged = await arrange(document, undefined, { sizes, ports });
  if (session.document !== document) return;
  session.edit(words().doPlace, (now) => withArrangement(now, arranged));
  scene.follow(session.document);
  stage.fit();
}
