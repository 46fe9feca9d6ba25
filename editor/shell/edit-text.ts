import type { GraphDocument } from "../../runtime/graph/document.ts";
import { parsePortRef } from "../../runtime/ids.ts";
import { elementRef } from "../model/element.ts";
import type { TextPlace } from "../storyboard/film.ts";
import type { Workspace } from "../state/workspace.ts";

/** How many frames the inspector may take to show the field. */
const patience = 120;

/** Shows the field in which a text is written, with the text selected. @param inspector where the field appears */
export async function editText({ session }: Workspace, { input, from, to }: TextPlace, inspector: () => Element | null): Promise<void> {
  const port = parsePortRef(input);
  session!.select(port ? [elementRef("node", port.node)] : []);
  const value = valueOf(session!.document, input);
  for (let frame = 0; frame < patience; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const root = inspector();
    const field = root && fieldWith(root, value);
    if (!field) continue;
    field.setSelectionRange(from, to);
    field.focus();
    field.scrollIntoView({ block: "center" });
    return;
  }
}

function valueOf({ inputs, nodes }: GraphDocument, input: string): unknown {
  const port = parsePortRef(input);
  return port ? nodes[port.node]?.inputs?.[port.port] : inputs?.[input]?.default;
}

/** The text field with this value, through all shadow roots. */
function fieldWith(root: Element, value: unknown): HTMLTextAreaElement | HTMLInputElement | undefined {
  for (const child of [...root.shadowRoot?.children ?? [], ...root.children]) {
    if ((child instanceof HTMLTextAreaElement || (child instanceof HTMLInputElement && child.type === "text")) && child.value === value) return child;
    const found = fieldWith(child, value);
    if (found) return found;
  }
  return undefined;
}
