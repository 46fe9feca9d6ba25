import { setInput, setTitle } from "../model/nodes.ts";
import type { NodeEvents } from "./node-view.ts";
import type { Stage } from "./stage.ts";
import { words } from "./words.ts";

/** What is done on a node itself, as changes of the document or of what is shown. */
export function nodeChanges(stage: Stage): readonly (readonly [type: keyof NodeEvents, listener: (event: Event) => void])[] {
  const { session } = stage;
  const detail = <K extends keyof NodeEvents>(event: Event) => (event as CustomEvent<NodeEvents[K]>).detail;
  return [
    ["rw-node-title", (event) => {
      const { id, title } = detail<"rw-node-title">(event);
      session.edit(words().doRename, (document) => setTitle(document, id, title));
    }],
    ["rw-node-set", (event) => {
      const { id, port, value, final } = detail<"rw-node-set">(event);
      session.edit(words().doSet(port.title), (document) => setInput(document, id, port.name, value), `set:${id}.${port.name}`);
      if (final) session.settle();
    }],
    ["rw-node-step", (event) => {
      const { id, by } = detail<"rw-node-step">(event);
      stage.shownItems.set(id, Math.max(0, (stage.mounting.lookOf(id)?.previewAt ?? 0) + by));
      stage.relook();
    }],
    ["rw-node-open", (event) => {
      const type = session.document.nodes[detail<"rw-node-open">(event).id]?.type;
      if (type) stage.host.tell("rw-open-graph", { name: type.slice("graph/".length) });
    }],
  ];
}
