import "../../../../editor/canvas/canvas.ts";
import { nodeSize } from "../graph.ts";
import { trial, type View } from "../page.ts";
import type { Server } from "../../../../editor/api/server.ts";
import { mostMounted } from "../../../../editor/canvas/mount-plan.ts";
import { rememberView } from "../../../../editor/canvas/view-memory.ts";
import { layoutOf } from "../../../../editor/model/layout.ts";
import { Workspace } from "../../../../editor/state/workspace.ts";
import { documentOf, eventsOf, trialPack } from "./ours-graph.ts";

/** The project's own canvas, with a run that has made a picture at every node. There is no server: nothing is sent anywhere. */
const server: Partial<Server> = { artifactUrl: ({ artifact }) => `/pictures/${Number(artifact.slice(-2))}.png` };
const workspace = new Workspace(server as Server);
workspace.online = false;
workspace.packs.take({ packs: [trialPack], roles: {}, pinyin: {} });
for (const event of eventsOf(trial.graph)) workspace.runs.take(event);
const document_ = documentOf(trial.graph);
rememberView(document_.name, trial.firstView);
const session = await workspace.openDocument(document_, undefined);
const canvas = Object.assign(document.createElement("rw-canvas"), { workspace });
document.getElementById("place")!.append(canvas);
// As the editor itself does: fields are read when there is nothing else to do, or when one is opened.
requestIdleCallback(() => void import("../../../../editor/controls/field.ts"));

const part = <T extends Element>(selector: string) => canvas.shadowRoot?.querySelector<T>(selector) ?? undefined;
const nodeOf = (id: string) => part<HTMLElement>(`#node-${id}`)?.querySelector("rw-node");
const expected = trial.inView(trial.firstView);
const view = (): View => {
  const [[left, top], [right]] = [canvas.toGraph(0, 0), canvas.toGraph(1000, 0)];
  const scale = 1000 / (right - left);
  return { scale, x: -left * scale, y: -top * scale };
};
trial.began({
  // The ground is painted with all that is in view as soon as it has a size; gestures work on what is painted.
  isDrawn: () => workspace.canvas !== undefined && (part<HTMLCanvasElement>(".ground")?.width ?? 0) === innerWidth,
  isWhole: () => expected.length > mostMounted || expected.every(({ id }) => nodeOf(id)?.shadowRoot?.querySelector(".node img")),
  view,
  setView: (wanted) => {
    // The ground can only be moved with input: this is the same wheel that a person turns.
    const stage = part<HTMLElement>(".stage")!;
    const turn = (options: WheelEventInit) => stage.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, ...options }));
    for (let tries = 0; tries < 40 && Math.abs(view().scale / wanted.scale - 1) > 1e-4; tries++) {
      const factor = wanted.scale / view().scale;
      turn({ ctrlKey: true, deltaY: -Math.max(-49, Math.min(49, Math.log(factor) / 0.01)) });
    }
    const now = view();
    turn({ deltaX: now.x - wanted.x + 1e-6, deltaY: now.y - wanted.y });
  },
  placeOf: (id) => layoutOf(session.document).nodes![id]!,
  select: (ids) => session.select(ids.map((id) => `node:${id}` as const)),
  textAt: (id) => {
    const place = nodeOf(id)!.shadowRoot!.querySelector("rw-field, button.value")!.getBoundingClientRect();
    return [place.left + place.width / 2, place.top + place.height / 2];
  },
});
if (Math.abs(nodeSize.height - (canvas.sizes().get(trial.middle.id)?.height ?? nodeSize.height)) > 8) throw new Error("The trial's nodes are no longer of the size that ours have.");
