import { html, type TemplateResult } from "lit";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { RunRequest } from "../api/server.ts";
import type { FieldInput, KeptDrafts } from "../controls/field.ts";
import { elementRef } from "../model/element.ts";
import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import { words } from "./words.ts";

/** What the parts of the inspector draw from, and how they change the document. */
export interface Inspection {
  readonly workspace: Workspace;
  readonly session: Session;
  readonly kept: KeptDrafts;
  /** What the last finished run was asked to do, as soon as it was read. */
  readonly lastRequest: RunRequest | undefined;
  /** Inputs that are fed by edges only, and that one has asked to write by hand. */
  readonly opened: Set<string>;
  redraw(): void;
}

/** A field of the document: how it is drawn, and how its value is written. */
export interface Binding {
  /** Its place: `arc.theme`, `inputs.screenplay`. Names the step of undo that its typing is merged into. */
  readonly at: string;
  readonly schema: TSchema;
  readonly value: unknown;
  readonly label: string;
  readonly write: (document: GraphDocument, value: unknown) => GraphDocument;
  readonly placeholder?: unknown;
  readonly helper?: string | undefined;
  readonly choices?: Readonly<Record<string, string>> | undefined;
  readonly members?: Readonly<Record<string, string>> | undefined;
  readonly problem?: string | undefined;
  readonly optional?: boolean;
  /** A title: without a visible label, and like text. */
  readonly plain?: boolean;
  readonly mixed?: boolean;
  readonly disabled?: boolean;
  readonly lastRun?: unknown;
  /** Beside the label. */
  readonly end?: unknown;
}

export function fieldOf({ workspace, session, kept }: Inspection, binding: Binding): TemplateResult {
  const { at, schema, value, label, placeholder, helper, choices, members, problem, lastRun } = binding;
  const take = ({ detail }: CustomEvent<FieldInput>) => {
    session.edit(words().doSet(label), (document) => binding.write(document, detail.value), at);
    if (detail.final) session.settle();
  };
  return html`<rw-field .workspace=${workspace} .schema=${schema} .value=${value} .label=${label} .placeholder=${placeholder} .helper=${helper} .choices=${choices} .members=${members} .problem=${problem} .lastRun=${lastRun}
    .optional=${binding.optional ?? false} .compact=${binding.plain ?? false} .plain=${binding.plain ?? false} .mixed=${binding.mixed ?? false} .disabled=${binding.disabled ?? false}
    .kept=${kept} .keptAs=${`${session.name} ${at}`} @rw-field-input=${take}>${binding.end === undefined ? "" : html`<span slot="label-end" class="tools">${binding.end}</span>`}</rw-field>`;
}

/** Goes to the other end of something: selects the node and brings it into view. */
export function nodeLink(inspection: Inspection, id: string, text: string): TemplateResult {
  return html`<button class="link" @click=${() => { inspection.session.select([elementRef("node", id)]); inspection.workspace.canvas?.centreOn(id); }}>${text}</button>`;
}
