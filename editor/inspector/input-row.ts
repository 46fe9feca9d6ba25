import { html, nothing, type TemplateResult } from "lit";
import { ArrowDown, ArrowUp, Eye, EyeOff, type IconNode, LogIn, LogOut, Unlink } from "lucide";
import { typeText } from "../../runtime/graph/types.ts";
import { parsePortRef } from "../../runtime/ids.ts";
import { icon } from "../look/icon.ts";
import { disconnect } from "../model/edges.ts";
import type { InputPort, NodePorts } from "../model/ports.ts";
import { exposeInput, hideInput, showInput } from "../model/surface.ts";
import { endTitle } from "../view/titles.ts";
import { byHand, inputWords } from "./by-hand.ts";
import { moveAmongInput } from "./edge-order.ts";
import { fieldOf, type Inspection, nodeLink } from "./inspection.ts";
import { typeChip, typeMark } from "./pieces.ts";
import { words } from "./words.ts";

/** One input of a node: its control, or what feeds it, and what can be done with it. */
export function inputRow(inspection: Inspection, ports: NodePorts, input: InputPort): TemplateResult {
  const { session, workspace: { packs } } = inspection;
  const { title, summary, choices, members } = inputWords(inspection, ports, input.name);
  const at = `${ports.id}.${input.name}`;
  const problem = session.problems.find(({ node, port }) => node === ports.id && port === input.name)?.message;
  const doing = tools(inspection, { ports, input, title });
  const hand = byHand(inspection, ports, input);
  const isMissing = !input.optional && !input.isSet && input.fallback === undefined && ports.known && input.from.length + input.graphInputs.length === 0;
  const needed = isMissing ? html`<span class="badge needed">${words().needed}</span>` : nothing;
  if (hand && (hand.isSetting || inspection.opened.has(at) || input.isSet)) {
    const given = hand.graphInput === undefined ? nothing : html`<span class="badge" title=${session.document.inputs![hand.graphInput]!.title ?? hand.graphInput}>${words().fromGraph}</span>`;
    return fieldOf(inspection, {
      at: hand.graphInput === undefined ? at : `inputs.${hand.graphInput} ${at}`, schema: hand.schema, value: hand.value, placeholder: hand.fallback, label: title, helper: summary, choices, members,
      // Beside a control the mark is enough: the control shows what is asked for.
      end: html`${needed}${given}${typeMark(packs, input.type)}${doing}`,
      problem: input.isSet || hand.graphInput !== undefined ? problem : undefined, optional: hand.graphInput === undefined && (input.optional || !hand.isSetting), write: hand.write,
      lastRun: hand.graphInput === undefined ? inspection.lastRequest?.graph.nodes[ports.id]?.inputs?.[input.name] : inspection.lastRequest?.graph.inputs?.[hand.graphInput]?.default,
    });
  }
  const body = input.from.length > 0 ? input.from.map((from, index) => source(inspection, { from, to: at }, { index, count: input.from.length })) : html`<p class="muted small">${isMissing ? words().connect : words().notConnected}
    ${hand ? html`<button class="link" @click=${() => { inspection.opened.add(at); inspection.redraw(); }}>${words().writeByHand}</button>` : nothing}</p>`;
  return html`<div class="port"><div class="head"><span class="label" title=${summary ?? ""}>${title}</span><span class="fill"></span><span class="tools">${needed}${typeChip(packs, input.type)}${doing}</span></div>
    ${body}${problem ? html`<p class="fault small">${problem}</p>` : nothing}</div>`;
}

/** An edge that comes in; where it is one of several, their order counts. */
function source(inspection: Inspection, edge: { readonly from: string; readonly to: string }, { index, count }: { readonly index: number; readonly count: number }): TemplateResult {
  const { session } = inspection;
  const title = endTitle(inspection, edge.from, "outputs");
  const move = (by: 1 | -1, label: string, drawing: IconNode, isAtEnd: boolean) => html`<button class="quiet icon" aria-label=${label} title=${label} ?disabled=${isAtEnd} @click=${() => session.edit(words().doMove, (document) => moveAmongInput(document, edge, by))}>${icon(drawing)}</button>`;
  return html`<p class="source small"><span class="muted">${words().comesFrom}</span> ${nodeLink(inspection, parsePortRef(edge.from)?.node ?? edge.from, title)}
    ${count > 1 ? html`${move(-1, words().earlier(title), ArrowUp, index === 0)}${move(1, words().later(title), ArrowDown, index === count - 1)}` : nothing}
    <button class="quiet icon" aria-label=${words().disconnect(title)} title=${words().disconnect(title)} @click=${() => session.edit(words().doDisconnect, (document) => disconnect(document, edge))}>${icon(Unlink)}</button></p>`;
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

function tool({ label, icon: drawing, isOn, act }: { readonly label: string; readonly icon: IconNode; readonly isOn: boolean; readonly act: () => void }): TemplateResult {
  return html`<button class="quiet icon tool" aria-label=${label} title=${label} aria-pressed=${isOn} @click=${act}>${icon(drawing)}</button>`;
}
