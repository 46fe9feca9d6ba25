import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { NodePorts } from "../model/ports.ts";
import { decisions } from "./decisions.ts";
import { inputRow } from "./input-row.ts";
import type { Inspection } from "./inspection.ts";
import { nodeHead } from "./node-head.ts";
import { lastRun, nextRun, services } from "./node-runs.ts";
import { outputRow } from "./output-row.ts";
import { commandLine, problemList, section } from "./pieces.ts";
import { words } from "./words.ts";

/** Everything about one node. */
export function nodePart(inspection: Inspection, id: string): TemplateResult {
  const { session } = inspection;
  const ports = session.portsOf(id);
  // Of a type that nobody knows, only what is connected is shown: the rest stands with its settings as written.
  const inputs = ports.known ? ports.inputs : ports.inputs.filter(({ from, graphInputs }) => from.length > 0 || graphInputs.length > 0);
  // Those of an input stand beside it.
  // That it is not known is told at length below.
  const problems = session.problems.filter((problem) => problem.node === id && problem.code !== "NODE_TYPE_UNKNOWN" && (problem.port === undefined || !ports.inputs.some(({ name }) => name === problem.port)));
  return html`
    ${nodeHead(inspection, ports)}
    ${problems.length > 0 ? problemList(problems) : nothing}
    ${ports.known ? nothing : unknownPart(inspection, ports)}
    ${section(words().inputs, inputs.length === 0 ? html`<p class="muted small">${words().noInputs}</p>`
      : repeat(inputs, ({ name }) => `${id}.${name}`, (input) => html`<div class="input">${inputRow(inspection, ports, input)}</div>`))}
    ${section(words().outputs, ports.outputs.length === 0 ? html`<p class="muted small">${words().noOutputs}</p>` : ports.outputs.map((output) => outputRow(inspection, ports, output)))}
    ${decisions(inspection, ports)}
    ${services(inspection, ports)}
    ${nextRun(inspection, ports)}
    ${lastRun(inspection, ports)}`;
}

/** What no pack here provides is kept as it is, and can be read. */
function unknownPart(inspection: Inspection, { id, type }: NodePorts): TemplateResult {
  const { session } = inspection;
  const graph = type.startsWith("graph/") ? type.slice("graph/".length) : undefined;
  const inputs = session.document.nodes[id]!.inputs ?? {};
  return html`<div class="unknown"><p><strong>${words().unknownType}</strong> <span class="mono small">${type}</span></p>
    <p class="small">${graph === undefined ? words().unknownHelp : words().unknownGraphHelp(graph)}</p>
    ${graph === undefined ? commandLine(inspection, `reelwright pack add --for graphs/${session.name}.json`) : nothing}
    ${Object.keys(inputs).length === 0 ? nothing : html`<details><summary class="small">${words().rawValues}</summary><pre class="mono small" tabindex="0">${JSON.stringify(inputs, null, 2)}</pre></details>`}</div>`;
}
