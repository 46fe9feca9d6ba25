import type { Workspace } from "../state/workspace.ts";
import type { Command, CommandGroup } from "./command.ts";

/** One line of a menu: what it does, or the lines under it. */
export interface MenuEntry {
  readonly title: string;
  readonly keys?: string;
  readonly enabled: boolean;
  /** Set for switches. */
  readonly on?: boolean;
  readonly danger?: boolean;
  /** A line is drawn above it. */
  readonly apart?: boolean;
  readonly entries?: readonly MenuEntry[];
  run?(): void;
}

export const menuGroups: readonly CommandGroup[] = ["file", "edit", "insert", "arrange", "view", "run"];

/** Lines for commands. Runs them through `run`, which tells of errors. */
export function menuEntries(commands: readonly Command[], workspace: Workspace, run: (command: Command) => void): MenuEntry[] {
  return commands.map((command) => {
    const enabled = command.isEnabled?.(workspace) ?? true;
    return {
      title: command.title(),
      ...(command.keys?.[0] === undefined ? {} : { keys: command.keys[0] }),
      enabled,
      ...(command.isOn ? { on: enabled && command.isOn(workspace) } : {}),
      danger: command.danger === true,
      apart: command.apart === true,
      run: () => run(command),
    };
  });
}
