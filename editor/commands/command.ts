import type { Workspace } from "../state/workspace.ts";

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
  readonly group: "file" | "edit" | "insert" | "arrange" | "view" | "run";
  /** `Mod+Z`, `Shift+Mod+Z`, `Tab`, `/`: Mod is Ctrl, or Cmd on a Mac. The first is shown. */
  readonly keys?: readonly string[];
  /** Whether it can be done now. Default: yes. */
  isEnabled?(workspace: Workspace): boolean;
  /** For switches: whether it is on. */
  isOn?(workspace: Workspace): boolean;
  run(workspace: Workspace): void | Promise<void>;
}
