import { html, nothing, type TemplateResult } from "lit";
import { Cable, PanelRight, Unlink } from "lucide";
import { edgeText } from "../../runtime/ids.ts";
import type { FieldInput } from "../controls/field.ts";
import { valueTitle } from "../controls/titles.ts";
import { type ByHand, byHand, inputWords } from "../inspector/by-hand.ts";
import { typeChip } from "../inspector/pieces.ts";
import type { InputPort, NodePorts } from "../model/ports.ts";
import { endTitle, portTitle } from "../view/titles.ts";
import { action } from "./node-row.ts";
import type { Row } from "./rows.ts";
import type { OutlineScene } from "./scene.ts";
import { isOneLine, valueText } from "./value-text.ts";
import { words } from "./words.ts";

type PortRow = Extract<Row, { kind: "input" | "output" }>;

export function portCells(scene: OutlineScene, row: PortRow): TemplateResult {
  const ports = scene.session.portsOf(row.node);
  if (row.kind === "output") return outputCells(scene, row, ports);
  const input = ports.inputs.find(({ name }) => name === row.port);
  return input ? inputCells(scene, row, { ports, input }) : html``;
}

function inputCells(scene: OutlineScene, row: PortRow, { ports, input }: { readonly ports: NodePorts; readonly input: InputPort }): TemplateResult {
  const { session, workspace: { packs } } = scene;
  const isActive = scene.active === row.key;
  const hand = byHand(scene, ports, input);
  const problem = session.problems.find(({ node, port }) => node === row.node && port === row.port)?.message;
  const canConnect = ports.known && (input.from.length === 0 || input.many);
  return html`
    <div role="rowheader" class="name"><span class="visually-hidden">${words().input} </span><span class="truncate">${inputWords(scene, ports, row.port).title}</span></div>
    <div role="gridcell" class="state">${typeChip(packs, input.type)}</div>
    <div role="gridcell" class="content">${input.from.length > 0 ? sources(scene, row, input.from) : hand ? given(scene, row, { ports, input, hand }) : missing(input)}
      ${problem && !isActive ? html`<span class="fault truncate" title=${problem}>${problem}</span>` : nothing}</div>
    <div role="gridcell" class="actions">${isActive ? html`
      ${hand && !isOneLine(hand.schema) ? action(words().editInInspector, PanelRight, () => scene.inspect(row)) : nothing}
      ${canConnect ? action(input.from.length > 0 ? words().connectAnother : words().connect, Cable, () => scene.connect(row)) : nothing}
      ${input.from.length === 1 ? action(words().disconnect, Unlink, () => scene.disconnect(input.from[0]!, `${row.node}.${row.port}`)) : nothing}` : nothing}</div>`;
}

/** What feeds an input; when it is several, each can be taken away by itself. */
function sources(scene: OutlineScene, row: PortRow, from: readonly string[]): TemplateResult {
  const to = `${row.node}.${row.port}`;
  const titles = from.map((end) => endTitle(scene, end, "outputs"));
  if (scene.active !== row.key) return html`<span class="truncate">${words().from(titles.join(", "))}</span>`;
  return html`<span class="ends">${from.map((end, at) => html`${link(titles[at]!, () => scene.goTo(end.slice(0, end.indexOf("."))))}
    ${from.length > 1 ? action(`${words().disconnect}: ${titles[at]}`, Unlink, () => scene.disconnect(end, to)) : nothing}`)}</span>`;
}

/** A setting: its value in words, and its control on the line that the keyboard is at. */
function given(scene: OutlineScene, row: PortRow, { ports, input, hand }: { readonly ports: NodePorts; readonly input: InputPort; readonly hand: ByHand }): TemplateResult {
  const { session, workspace } = scene;
  const { title, choices } = inputWords(scene, ports, input.name);
  if (!hand.isSetting && !input.isSet) return missing(input);
  if (scene.active === row.key && isOneLine(hand.schema)) {
    const take = ({ detail }: CustomEvent<FieldInput>) => {
      session.edit(words().doSet(title), (document) => hand.write(document, detail.value), row.key);
      if (detail.final) session.settle();
    };
    return html`<rw-field class="fill" compact .workspace=${workspace} .schema=${hand.schema} .value=${hand.value} .placeholder=${hand.fallback} .choices=${choices} .label=${title} .optional=${input.optional} @rw-field-input=${take}></rw-field>`;
  }
  const text = (value: unknown) => valueText(hand.schema, value, (one) => valueTitle(one, hand.schema, choices));
  const value = hand.value !== undefined ? text(hand.value) : hand.fallback === undefined || text(hand.fallback) === "" ? "" : words().standard(text(hand.fallback));
  const graphInput = hand.graphInput === undefined ? "" : words().graphInput(session.document.inputs![hand.graphInput]!.title ?? hand.graphInput);
  return html`<span class="truncate ${hand.value === undefined ? "muted" : ""}">${value || (graphInput ? "" : input.optional || hand.fallback !== undefined ? "–" : html`<span class="needed">${words().missing}</span>`)}</span>
    ${graphInput ? html`<span class="badge">${graphInput}</span>` : nothing}`;
}

function missing({ optional, fallback }: InputPort): TemplateResult {
  return optional || fallback !== undefined ? html`<span class="muted">${words().notConnected}</span>` : html`<span class="needed">${words().needed}</span>`;
}

function outputCells(scene: OutlineScene, row: PortRow, ports: NodePorts): TemplateResult {
  const { session, workspace: { packs } } = scene;
  const output = ports.outputs.find(({ name }) => name === row.port);
  if (!output) return html``;
  const from = `${row.node}.${row.port}`;
  const targets = (session.document.edges ?? []).filter((edge) => edge.from === from);
  const isActive = scene.active === row.key;
  const titles = targets.map(({ to }) => endTitle(scene, to, "inputs"));
  return html`
    <div role="rowheader" class="name out"><span class="visually-hidden">${words().output} </span><span class="truncate">${portTitle(scene, { type: ports.type, name: row.port, side: "outputs" })}</span></div>
    <div role="gridcell" class="state">${typeChip(packs, output.type)}</div>
    <div role="gridcell" class="content">${targets.length === 0 ? html`<span class="muted">${output.graphOutputs.length > 0 ? "" : words().notConnected}</span>` : isActive
      ? html`<span class="ends">${targets.map((edge, at) => html`${link(titles[at]!, () => scene.goTo(edge.to.slice(0, edge.to.indexOf("."))))}${action(`${words().disconnect}: ${titles[at]}`, Unlink, () => scene.disconnect(edge.from, edge.to))}`)}</span>`
      : html`<span class="truncate" title=${targets.map(edgeText).join("\n")}>${words().to(titles.join(", "))}</span>`}
      ${output.graphOutputs.length > 0 ? html`<span class="badge">${words().graphOutput}</span>` : nothing}</div>
    <div role="gridcell" class="actions">${isActive && ports.known ? action(words().connect, Cable, () => scene.connect(row)) : nothing}</div>`;
}

function link(title: string, go: () => void): TemplateResult {
  return html`<button class="link" @click=${go}>${title}</button>`;
}
