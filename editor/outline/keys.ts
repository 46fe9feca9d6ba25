import { isComposing } from "../controls/site.ts";
import type { Row } from "./rows.ts";

/** What a key does on a line of the outline. */
export type Meaning =
  | { readonly does: "walk"; readonly by: number; readonly extend: boolean }
  | { readonly does: "toLine" | "enter" | "open" | "close" | "toParent" | "rename" | "connect" | "remove" | "select" | "menu" };

/** Lines that Page Up and Page Down pass over. */
const page = 10;

interface Where {
  readonly row: Row;
  /** The line itself has the focus, and nothing in it. */
  readonly isOnLine: boolean;
  /** A field has the focus, in which keys write. */
  readonly isWriting: boolean;
}

/** Keys as in tables that open: arrows walk, Enter does what the line is for, Escape goes back from a field to its line. */
export function meaningOf(event: KeyboardEvent, { row, isOnLine, isWriting }: Where): Meaning | undefined {
  if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (!isOnLine) return event.key === "Escape" || (event.key === "Enter" && isWriting) ? { does: "toLine" } : undefined;
  const extend = event.shiftKey;
  switch (event.key) {
    case "ArrowDown": return { does: "walk", by: 1, extend };
    case "ArrowUp": return { does: "walk", by: -1, extend };
    case "PageDown": return { does: "walk", by: page, extend };
    case "PageUp": return { does: "walk", by: -page, extend };
    case "Home": return { does: "walk", by: -Infinity, extend };
    case "End": return { does: "walk", by: Infinity, extend };
    case "ArrowRight": return "isOpen" in row && !row.isOpen ? { does: "open" } : { does: "enter" };
    case "ArrowLeft": return "isOpen" in row && row.isOpen ? { does: "close" } : { does: "toParent" };
    case "Enter": return enterMeans(row, extend);
    case "F2": return { does: "rename" };
    case "Delete": case "Backspace": return row.kind === "frame" ? undefined : { does: "remove" };
    case " ": return { does: "select" };
    case "F10": return event.shiftKey ? { does: "menu" } : undefined;
    case "ContextMenu": return { does: "menu" };
    default: return undefined;
  }
}

/** Nodes open and close; a setting is written, and with Shift connected, as everything else is. */
function enterMeans(row: Row, isShift: boolean): Meaning {
  switch (row.kind) {
    case "node": case "frame": return { does: row.isOpen ? "close" : "open" };
    case "output": return { does: "connect" };
    case "input": return { does: isShift ? "connect" : "enter" };
  }
}
