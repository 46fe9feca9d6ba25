import { html, nothing, type TemplateResult } from "lit";
import { ChevronRight, ExternalLink, Frame as FrameIcon, PencilLine, Play, Trash2 } from "lucide";
import { runLook, runOf } from "../canvas/run-look.ts";
import type { FieldInput } from "../controls/field.ts";
import { lineSchema } from "../inspector/node-head.ts";
import { icon } from "../look/icon.ts";
import { setTitle } from "../model/nodes.ts";
import { updateFrame } from "../model/place.ts";
import { stateName } from "../runs/names.ts";
import { nodeTitle, typeTitle } from "../view/titles.ts";
import type { Row } from "./rows.ts";
import type { OutlineScene } from "./scene.ts";
import { words } from "./words.ts";

type NodeRow = Extract<Row, { kind: "node" }>;
type FrameRow = Extract<Row, { kind: "frame" }>;

export function nodeCells(scene: OutlineScene, row: NodeRow): TemplateResult {
  const { session, workspace } = scene;
  const { node } = row;
  const entry = session.document.nodes[node]!;
  const { depth, inputs, known } = session.portsOf(node);
  const type = typeTitle(scene, entry.type);
  const sources = [...new Set(inputs.flatMap(({ from }) => from.map((end) => nodeTitle(scene, end.slice(0, end.indexOf("."))))))];
  const facts = [entry.title === undefined || entry.title === type ? "" : type, sources.length > 0 ? words().from(sources.join(", ")) : "", depth > 0 ? words().perItem(depth) : ""].filter((fact) => fact !== "");
  const said = facts.join(" · ") || workspace.packs.nodeWords(entry.type).summary;
  return html`
    <div role="rowheader" class="name">${chevron(scene, row)}${titleOf(scene, row, nodeTitle(scene, node))}</div>
    <div role="gridcell" class="state">${stateOf(scene, row)}</div>
    <div role="gridcell" class="content muted"><span class="truncate" title=${known ? said : entry.type}>${known ? said : html`<span class="fault">${words().notInstalled}: <span class="mono">${entry.type}</span></span>`}</span></div>
    <div role="gridcell" class="actions">${scene.active === row.key ? html`
      ${action(words().runHere, Play, () => scene.run(row))}
      ${entry.type.startsWith("graph/") && known ? action(words().openGraph, ExternalLink, (event) => event.target!.dispatchEvent(new CustomEvent("rw-open-graph", { detail: { name: entry.type.slice("graph/".length) }, bubbles: true, composed: true }))) : nothing}
      ${action(words().rename, PencilLine, () => scene.rename(row))}${action(words().remove, Trash2, () => scene.remove(row))}` : nothing}</div>`;
}

export function frameCells(scene: OutlineScene, row: FrameRow): TemplateResult {
  return html`
    <div role="rowheader" class="name frame">${chevron(scene, row)}${icon(FrameIcon)}${titleOf(scene, row, row.title || words().untitled)}</div>
    <div role="gridcell" class="state muted">${words().members(scene.members.get(row.id) ?? 0)}</div>
    <div role="gridcell" class="content muted">${words().frame}</div>
    <div role="gridcell" class="actions">${scene.active === row.key ? action(words().rename, PencilLine, () => scene.rename(row)) : nothing}</div>`;
}

/** For the mouse: the keyboard opens lines with the arrow keys. */
function chevron(scene: OutlineScene, row: NodeRow | FrameRow): TemplateResult {
  return html`<span class="chevron ${row.isOpen ? "open" : ""}" aria-hidden="true" @click=${(event: Event) => { event.stopPropagation(); scene.toggle(row); }}>${icon(ChevronRight)}</span>`;
}

function titleOf(scene: OutlineScene, row: NodeRow | FrameRow, title: string): TemplateResult {
  if (scene.renaming !== row.key) return html`<span class="truncate" title=${title} @dblclick=${() => scene.rename(row)}>${title}</span>`;
  const { session } = scene;
  const value = row.kind === "node" ? session.document.nodes[row.node]!.title : row.title;
  const take = ({ detail }: CustomEvent<FieldInput>) => {
    session.edit(words().doRename, (document) => row.kind === "node" ? setTitle(document, row.node, detail.value as string | undefined) : updateFrame(document, row.id, { title: String(detail.value ?? "") }), `${row.key} title`);
    if (detail.final) session.settle();
  };
  return html`<rw-field class="fill renaming" compact .workspace=${scene.workspace} .schema=${lineSchema} .value=${value} .placeholder=${title} .label=${words().rename} @rw-field-input=${take}
    @focusout=${() => scene.rename(undefined)}></rw-field>`;
}

/** What keeps the node from running, or what came of it in the run that is shown. */
function stateOf({ session, workspace: { run }, problems }: OutlineScene, { node }: NodeRow): TemplateResult {
  const { type, mode } = session.document.nodes[node]!;
  const wrong = problems.get(node) ?? 0;
  if (wrong > 0) return html`<span class="fault">${words().problems(wrong)}</span>`;
  if (mode) return html`<span class="muted">${mode === "muted" ? words().muted : words().bypassed}</span>`;
  const work = run && runOf(run, node, type);
  if (!run || !work) return html``;
  const { state, badge, failed } = runLook(work, run.outcome !== "running");
  return html`<span class="dot state-${state}"></span>${stateName(state)}${badge ? html` <span class="muted">${failed > 0 && state !== "failed" ? `${failed}!` : ""} ${badge}</span>` : nothing}`;
}

export function action(label: string, drawing: Parameters<typeof icon>[0], act: (event: Event) => void): TemplateResult {
  return html`<button class="quiet icon" aria-label=${label} title=${label} @click=${act}>${icon(drawing)}</button>`;
}
