import { html, nothing, type TemplateResult } from "lit";
import { Eye, EyeOff, LogIn, LogOut, Unlink } from "lucide";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import { typeText } from "../../runtime/graph/types.ts";
import { parsePortRef } from "../../runtime/ids.ts";
import { icon } from "../look/icon.ts";
import { disconnect } from "../model/edges.ts";
import { setInput } from "../model/nodes.ts";
import type { InputPort, NodePorts } from "../model/ports.ts";
import { exposeInput, hideInput, setGraphInput, showInput } from "../model/surface.ts";
import { isControlSchema } from "../model/ports.ts";
import { graphInputSchema } from "./input-schema.ts";
import { type Inspection, endTitle, fieldOf, nodeLink } from "./inspection.ts";
import { typeChip, typeMark } from "./pieces.ts";
import { words } from "./words.ts";

/** One input of a node: its control, or what feeds it, and what can be done with it. */
export function inputRow(inspection: Inspection, ports: NodePorts, input: InputPort): TemplateResult {
  const { session, workspace: { packs } } = inspection;
  const { title, summary, choices } = wordsOf(inspection, ports, input);
  const at = `${ports.id}.${input.name}`;
  const problem = session.problems.find(({ node, port }) => node === ports.id && port === input.name)?.message;
  const doing = tools(inspection, { ports, input, title });
  const isMissing = !input.optional && !input.isSet && input.fallback === undefined && ports.known;
  const end = html`${isMissing && input.from.length + input.graphInputs.length === 0 ? html`<span class="badge needed">${words().needed}</span>` : nothing}${typeChip(packs, input.type)}${doing}`;
  // Beside a control the mark is enough: the control shows what is asked for.
  const short = html`${isMissing ? html`<span class="badge needed">${words().needed}</span>` : nothing}${typeMark(packs, input.type)}${doing}`;
  const [given] = input.graphInputs;
  if (input.from.length > 0) return fed(inspection, { input, title, summary, end, problem }, input.from.map((from) => source(inspection, from, at)));
  if (given !== undefined) return givenByGraph(inspection, given, { at, title, summary, end: html`${typeMark(packs, input.type)}${doing}`, choices });
  const schema = schemaOf(inspection, ports, input);
  if (schema && (isGivenByHand(input, schema) || inspection.opened.has(at) || input.isSet)) {
    return fieldOf(inspection, {
      at, schema, value: input.isSet ? input.value : undefined, placeholder: input.fallback, label: title, helper: summary, choices, end: short,
      problem: input.isSet ? problem : undefined, optional: input.optional || !isGivenByHand(input, schema),
      lastRun: inspection.lastRequest?.graph.nodes[ports.id]?.inputs?.[input.name],
      write: (document, value) => setInput(document, ports.id, input.name, value),
    });
  }
  const wanted = html`<p class="muted small">${isMissing ? words().connect : words().notConnected}
    ${schema ? html`<button class="link" @click=${() => { inspection.opened.add(at); inspection.redraw(); }}>${words().writeByHand}</button>` : nothing}</p>`;
  return fed(inspection, { input, title, summary, end, problem }, wanted);
}

interface Row {
  readonly input: InputPort;
  readonly title: string;
  readonly summary: string | undefined;
  readonly end: TemplateResult;
  readonly problem: string | undefined;
}

/** An input without a control: its name, and below it what is there instead. */
function fed(_: Inspection, { title, summary, end, problem }: Row, body: unknown): TemplateResult {
  return html`<div class="port"><div class="head"><span class="label" title=${summary ?? ""}>${title}</span><span class="fill"></span><span class="tools">${end}</span></div>
    ${body}${problem ? html`<p class="fault small">${problem}</p>` : nothing}</div>`;
}

function source(inspection: Inspection, from: string, to: string): TemplateResult {
  const title = endTitle(inspection, from, "outputs");
  return html`<p class="source small"><span class="muted">${words().comesFrom}</span> ${nodeLink(inspection, parsePortRef(from)?.node ?? from, title)}
    <button class="quiet icon" aria-label=${words().disconnect(title)} title=${words().disconnect(title)} @click=${() => inspection.session.edit(words().doDisconnect, (document) => disconnect(document, { from, to }))}>${icon(Unlink)}</button></p>`;
}

/** The graph gives the value: it can be changed here as well, for everything that it feeds. */
function givenByGraph(inspection: Inspection, name: string, { at, title, summary, end, choices }: Pick<Row, "title" | "summary" | "end"> & { readonly at: string; readonly choices: Readonly<Record<string, string>> | undefined }): TemplateResult {
  const { document, subgraphs } = inspection.session;
  const input = document.inputs![name]!;
  const schema = graphInputSchema(document, name, { subgraphs, manifest: (type) => inspection.workspace.packs.manifest(type) });
  const label = html`<span class="badge" title=${input.title ?? name}>${words().fromGraph}</span>${end}`;
  return fieldOf(inspection, {
    at: `inputs.${name} ${at}`, schema, value: input.default, placeholder: undefined, label: title, helper: summary, choices, end: label, optional: false,
    lastRun: inspection.lastRequest?.graph.inputs?.[name]?.default,
    write: (before, value) => setGraphInput(before, name, { default: value }),
  });
}

function tools(inspection: Inspection, { ports, input, title }: { readonly ports: NodePorts; readonly input: InputPort; readonly title: string }): TemplateResult {
  const { session } = inspection;
  const isFed = input.from.length > 0 || input.graphInputs.length > 0;
  const isShown = ports.shown.includes(input);
  const isExposed = input.graphInputs.length > 0;
  const type = input.type.name.startsWith("'") ? "json" : input.type.name;
  const expose = () => isExposed
    ? session.edit(words().doHideInput, (document) => hideInput(document, ports.id, input.name))
    : session.edit(words().doExpose, (document) => exposeInput(document, ports.id, input.name, { type: typeText({ ...input.type, name: type }), title, ...(input.isSet ? {} : { default: input.fallback }), many: input.many }));
  return html`
    ${input.control && !isFed ? tool({ label: isShown ? words().hide(title) : words().show(title), icon: isShown ? Eye : EyeOff, isOn: isShown,
      act: () => session.edit(isShown ? words().doHide : words().doShow, (document) => showInput(document, ports, input.name, !isShown)) }) : nothing}
    ${ports.known ? tool({ label: isExposed ? words().unexpose(title) : words().expose(title), icon: isExposed ? LogOut : LogIn, isOn: isExposed, act: expose }) : nothing}`;
}

function tool({ label, icon: drawing, isOn, act }: { readonly label: string; readonly icon: Parameters<typeof icon>[0]; readonly isOn: boolean; readonly act: () => void }): TemplateResult {
  return html`<button class="quiet icon tool" aria-label=${label} title=${label} aria-pressed=${isOn} @click=${act}>${icon(drawing)}</button>`;
}

/** Inputs of subgraphs are drawn as what they end at. */
function schemaOf({ session, workspace: { packs } }: Inspection, ports: NodePorts, input: InputPort): TSchema | undefined {
  if (input.port) return input.port.generic === undefined ? input.schema : undefined;
  const graph = session.subgraphs.get(ports.type.slice("graph/".length));
  return graph && graphInputSchema(graph, input.name, { subgraphs: session.subgraphs, manifest: (type) => packs.manifest(type) });
}

function isGivenByHand(input: InputPort, schema: TSchema): boolean {
  return input.port ? input.control : isControlSchema(schema) && Object.keys(schema).length > 0;
}

function wordsOf({ session, workspace: { packs } }: Inspection, { type }: NodePorts, { name }: InputPort): { readonly title: string; readonly summary?: string | undefined; readonly choices?: Readonly<Record<string, string>> | undefined } {
  const graph = type.startsWith("graph/") ? session.subgraphs.get(type.slice("graph/".length)) : undefined;
  if (!graph) return packs.inputWords(type, name);
  const { title = name, summary } = graph.inputs?.[name] ?? {};
  return { title, summary };
}
