import type { Workspace } from "../state/workspace.ts";
import type { Command } from "./command.ts";
import { type KeyPress, matchesChord, parseChord } from "./keys.ts";

/** Where a key was pressed, which decides the commands that may listen. */
export type KeyPlace = "canvas" | "view" | "page" | "typing" | "closed";

/** A keyboard event as far as it matters here. */
export interface KeyEvent extends KeyPress {
  readonly isComposing: boolean;
  readonly keyCode: number;
  readonly defaultPrevented: boolean;
}

/** The command that a key means now, if any. Input methods have their keys to themselves. */
export function commandFor(event: KeyEvent, place: KeyPlace, { commands, workspace, isMac }: { readonly commands: readonly Command[]; readonly workspace: Workspace; readonly isMac: boolean }): Command | undefined {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || place === "closed") return undefined;
  // Elsewhere Tab goes on to the next control.
  if (event.key === "Tab" && place !== "canvas") return undefined;
  return commands.find((command) => listens(command, place)
    && command.keys?.some((keys) => matchesChord(parseChord(keys), event, isMac))
    && (command.isEnabled?.(workspace) ?? true));
}

export function scopeOf({ scope, group }: Command): "view" | "page" | "typing" {
  return scope ?? (group === "edit" || group === "insert" || group === "arrange" ? "view" : "page");
}

function listens(command: Command, place: KeyPlace): boolean {
  const scope = scopeOf(command);
  if (place === "typing") return scope === "typing";
  return place !== "page" || scope !== "view";
}

const textual = new Set(["text", "search", "url", "tel", "email", "password", "number", "date", "time", "datetime-local", "month", "week"]);

const controls = new Set(["button", "a", "input", "summary"]);

/** An element as far as its place matters. */
interface PlaceNode {
  readonly localName?: string;
  readonly type?: string;
  readonly isContentEditable?: boolean;
  readonly open?: boolean;
  getAttribute?(name: string): string | null;
}

/** Where a key was pressed, by the elements around it, innermost first (`event.composedPath()`). */
export function placeOf(path: readonly PlaceNode[]): KeyPlace {
  const [inner] = path;
  if (!inner) return "page";
  if (path.some((element) => (element.localName === "dialog" && element.open === true) || element.getAttribute?.("role") === "menu")) return "closed";
  if (inner.isContentEditable === true || inner.localName === "textarea" || inner.localName === "select") return "typing";
  if (inner.localName === "input" && textual.has(inner.type ?? "text")) return "typing";
  if (path.some(({ localName }) => localName === "rw-canvas")) return controls.has(inner.localName ?? "") ? "view" : "canvas";
  if (inner.localName === "body" || inner.localName === "main" || path.some(({ localName }) => localName === "rw-outline")) return "view";
  return "page";
}
