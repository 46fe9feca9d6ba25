import type { Workspace } from "../state/workspace.ts";

export type CommandGroup = "file" | "edit" | "insert" | "arrange" | "view" | "run";

/**
 * Something the user can do, in one place for the menus, the keyboard and the command list. Parts of the editor export
 * lists of these; `commands/all.ts` joins them.
 */
export interface Command {
  /** `graph.undo`, `run.all`. */
  readonly id: string;
  /** In the language of the page. */
  title(): string;
  /** Where menus put it. */
  readonly group: CommandGroup;
  /** In menus, a line parts it from the one before. */
  readonly apart?: boolean;
  /** It takes something away. */
  readonly danger?: boolean;
  /** `Mod+Z`, `Shift+Mod+Z`, `Tab`, `/`: Mod is Ctrl, or Cmd on a Mac. The first is shown. */
  readonly keys?: readonly string[];
  /**
   * Where its keys count: `view`: while the focus is in the graph's view, or nowhere; `page`: everywhere but in fields;
   * `typing`: in fields too. Without it `view` for what edits, inserts and arranges, `page` for the rest.
   */
  readonly scope?: "view" | "page" | "typing";
  /** Whether it can be done now. Default: yes. */
  isEnabled?(workspace: Workspace): boolean;
  /** For switches: whether it is on. */
  isOn?(workspace: Workspace): boolean;
  run(workspace: Workspace): void | Promise<void>;
}
