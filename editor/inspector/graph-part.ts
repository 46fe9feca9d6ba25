import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { LogOut, PencilLine, X } from "lucide";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import type { GraphDocument, GraphInput } from "../../runtime/graph/document.ts";
import { parseType } from "../../runtime/graph/types.ts";
import { parsePortRef } from "../../runtime/ids.ts";
import type { Problem } from "../../runtime/problem.ts";
import { icon } from "../look/icon.ts";
import { setGraphInfo } from "../model/nodes.ts";
import { hideInput, hideOutput, setGraphInput, setGraphOutput } from "../model/surface.ts";
import { graphInputSchema, targetOf } from "./input-schema.ts";
import { endTitle } from "../view/titles.ts";
import { fieldOf, type Inspection, nodeLink } from "./inspection.ts";
import { lineSchema } from "./node-head.ts";
import { problemList, section, typeChip } from "./pieces.ts";
import { words } from "./words.ts";

const summarySchema = { type: "string", maxLength: 2000 } as unknown as TSchema;

/** Nothing is selected: the graph itself, first of all what is changed from one film to the next. */
export function graphPart(inspection: Inspection): TemplateResult {
  const { session } = inspection;
  const { document, problems } = session;
  const inputs = Object.entries(document.inputs ?? {});
  const outputs = Object.entries(document.outputs ?? {});
  return html`
    <header>
      <div class="title">${fieldOf(inspection, { at: "graph title", schema: lineSchema, value: document.title, placeholder: document.name, label: words().title, plain: true, write: (before, value) => setGraphInfo(before, { title: String(value ?? "") }) })}</div>
      <p class="small muted"><span class="mono">${document.name}</span> · ${words().nodes(Object.keys(document.nodes).length)} · ${words().edges(document.edges?.length ?? 0)}</p>
    </header>
    ${section(words().graphInputs, inputs.length === 0 ? html`<p class="muted small">${words().noGraphInputs}</p>`
      : repeat(inputs, ([name]) => name, ([name, input]) => html`<div class="input">${graphInput(inspection, name, input)}</div>`), inputs.length === 0 ? {} : { help: words().graphInputsHelp })}
    ${problems.length > 0 ? section(words().problems(problems.length), problemLinks(inspection, problems)) : nothing}
    ${section(words().graphOutputs, outputs.length === 0 ? html`<p class="muted small">${words().noGraphOutputs}</p>` : outputs.map(([name, output]) => graphOutput(inspection, name, output)))}
    <section>${fieldOf(inspection, { at: "graph summary", schema: summarySchema, value: document.summary, label: words().summary, helper: document.summary === undefined ? words().summaryHint : undefined, write: (before, value) => setGraphInfo(before, { summary: String(value ?? "") }) })}</section>`;
}

function graphInput(inspection: Inspection, name: string, input: GraphInput): TemplateResult {
  const { session, workspace: { packs }, lastRequest } = inspection;
  const sources = { subgraphs: session.subgraphs, manifest: (type: string) => packs.manifest(type) };
  const target = targetOf(session.document, name, sources);
  const portWords = target && packs.inputWords(target.type, target.name);
  const title = input.title ?? portWords?.title ?? name;
  const isMissing = session.problems.some(({ code, port }) => code === "GRAPH_INPUT_MISSING" && port === `inputs.${name}`);
  const type = parseType(input.type);
  const isOpen = inspection.opened.has(`inputs.${name} title`);
  const end = html`${isMissing ? html`<span class="badge needed">${words().needed}</span>` : nothing}${type ? typeChip(packs, type) : nothing}${renameTool(inspection, `inputs.${name} title`, title)}
    <button class="quiet icon tool" aria-label=${`${title}: ${words().hideInput}`} title=${words().hideInput} @click=${() => session.edit(words().doHideInput, (document) => withoutInput(document, name))}>${icon(LogOut)}</button>`;
  return html`${isOpen ? html`<div class="surface">
    ${fieldOf(inspection, { at: `inputs.${name} title`, schema: lineSchema, value: input.title, placeholder: portWords?.title, label: words().newTitle, optional: true, write: (document, value) => setGraphInput(document, name, { title: value as string | undefined }) })}
    ${fieldOf(inspection, { at: `inputs.${name} summary`, schema: summarySchema, value: input.summary, placeholder: portWords?.summary, label: words().explanation, optional: true, write: (document, value) => setGraphInput(document, name, { summary: value as string | undefined }) })}</div>` : nothing}
  ${fieldOf(inspection, {
    at: `inputs.${name}`, schema: graphInputSchema(session.document, name, sources), value: input.default, placeholder: target?.port.schema["default"], label: title, helper: input.summary ?? portWords?.summary, choices: portWords?.choices, members: portWords?.members, end,
    problem: session.problems.find(({ code, port }) => code === "GRAPH_INPUT_INVALID" && port === `inputs.${name}`)?.message,
    lastRun: lastRequest?.inputs?.[name] ?? lastRequest?.graph.inputs?.[name]?.default,
    write: (document, value) => setGraphInput(document, name, { default: value }),
  })}
  <p class="small muted feeds">${input.to.length === 0 ? words().feedsNothing : html`${words().feeds} ${input.to.map((to, index) => html`${index > 0 ? ", " : ""}${nodeLink(inspection, parsePortRef(to)?.node ?? to, endTitle(inspection, to, "inputs"))}`)}`}</p>`;
}

/** Shows or hides the fields for what an input or output of the graph is called. */
function renameTool(inspection: Inspection, at: string, title: string): TemplateResult {
  const isOpen = inspection.opened.has(at);
  const toggle = () => {
    if (!inspection.opened.delete(at)) inspection.opened.add(at);
    inspection.redraw();
  };
  return html`<button class="quiet icon tool" aria-label=${words().rename(title)} title=${words().rename(title)} aria-expanded=${isOpen} @click=${toggle}>${icon(PencilLine)}</button>`;
}

function withoutInput(document: GraphDocument, name: string): GraphDocument {
  const ends = document.inputs?.[name]?.to ?? [];
  if (ends.length === 0) {
    const { [name]: _, ...inputs } = document.inputs ?? {};
    return { ...document, inputs };
  }
  return ends.reduce((after, end) => {
    const ref = parsePortRef(end);
    return ref ? hideInput(after, ref.node, ref.port) : after;
  }, document);
}

function graphOutput(inspection: Inspection, name: string, { from, title }: { readonly from: string; readonly title?: string }): TemplateResult {
  const { session, workspace: { packs } } = inspection;
  const ref = parsePortRef(from);
  const output = ref && session.document.nodes[ref.node] ? session.portsOf(ref.node).outputs.find((one) => one.name === ref.port) : undefined;
  return html`<div class="port"><div class="head"><span class="label">${title ?? name}</span><span class="fill"></span><span class="tools">${output ? typeChip(packs, output.type) : nothing}${renameTool(inspection, `outputs.${name} title`, title ?? name)}
      <button class="quiet icon tool" aria-label=${`${title ?? name}: ${words().hideOutput}`} title=${words().hideOutput} @click=${() => session.edit(words().hideOutput, (document) => hideOutput(document, ref?.node ?? "", ref?.port ?? ""))}>${icon(X)}</button></span></div>
    ${inspection.opened.has(`outputs.${name} title`) ? fieldOf(inspection, { at: `outputs.${name} title`, schema: lineSchema, value: title, placeholder: name, label: words().newTitle, optional: true, write: (document, value) => setGraphOutput(document, name, { title: value as string | undefined }) }) : nothing}
    <p class="source small"><span class="muted">${words().comesFrom}</span> ${nodeLink(inspection, ref?.node ?? from, endTitle(inspection, from, "outputs"))}</p></div>`;
}

function problemLinks(inspection: Inspection, problems: readonly Problem[]): TemplateResult {
  const most = 5;
  return html`${problemList(problems.slice(0, most))}<button class="quiet small" @click=${() => inspection.workspace.show({ panel: "problems" })}>${words().showProblem}: ${words().problems(problems.length)}</button>`;
}
