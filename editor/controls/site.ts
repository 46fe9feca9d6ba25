import type { TSchema } from "../../runtime/contract/typebox.ts";
import type { Workspace } from "../state/workspace.ts";
import type { Fault } from "./validity.ts";

/** What `<rw-field>` gives to the control it has chosen, and what the control tells it. */
export interface ControlSite {
  readonly schema: TSchema;
  readonly label: string;
  /** What is given; undefined while the default holds. */
  readonly value: unknown;
  readonly fallback: unknown;
  /** What is being typed, or was typed and is refused: shown in place of the value. */
  readonly draft: unknown;
  readonly disabled: boolean;
  readonly compact: boolean;
  /** Several nodes are edited at once and have different values. */
  readonly mixed: boolean;
  readonly invalid: boolean;
  readonly workspace: Workspace | undefined;
  /** Of the allowed values, or of values that are proposed. */
  readonly choices: Readonly<Record<string, string>> | undefined;
  /** Titles of the members of a group. */
  readonly members: Readonly<Record<string, string>> | undefined;
  /** A value of the schema's enumeration in words. */
  valueTitle(value: unknown): string;
  /** Attributes of the control that is labelled: its id, name and description. */
  readonly names: ControlNames;
  /** What it was before the last run: the text editor counts changed lines against it. */
  readonly lastRun: unknown;

  /** A value was typed or chosen. It reaches the document if it is valid. `draft` is shown on until the control is left. */
  give(value: unknown, options?: { readonly draft?: unknown; readonly final?: boolean }): void;
  /** What was typed is no value, or not yet one (then without a fault). */
  hold(draft: unknown, fault?: Fault): void;
  /** The control was left. */
  leave(): void;
}

export interface ControlNames {
  readonly id: string;
  /** In place of a visible label, which would name it by `for`. */
  readonly label: string | undefined;
  readonly labelledBy: string | undefined;
  readonly describedBy: string | undefined;
}

/** A text is being put together by an input method: keys and changes are not yet meant. */
export function isComposing(event: Event): boolean {
  const { isComposing, keyCode } = event as KeyboardEvent;
  return isComposing === true || keyCode === 229;
}
