import type { Command } from "../commands/command.ts";
import { menuEntries, menuGroups, type MenuEntry } from "../commands/menu.ts";
import { perform } from "../commands/perform.ts";
import { words as commandWords } from "../commands/words.ts";
import { parseElement, type ElementRef } from "../model/element.ts";
import type { Workspace } from "../state/workspace.ts";

/** What a right click offers, by what was clicked; commands that cannot be done now are left out. */
const offered: Readonly<Record<ReturnType<typeof kindOf>, readonly (readonly string[])[]>> = {
  node: [
    ["run.here", "run.again"], ["edit.copy", "edit.cut", "edit.duplicate", "edit.delete"], ["edit.rename", "edit.mute", "edit.bypass", "edit.collapse"],
    ["insert.frame", "edit.subgraph", "edit.unpack", "arrange.selection"],
  ],
  edge: [["insert.bend"], ["edit.delete"]],
  frame: [["edit.rename"], ["edit.delete"]],
  note: [["edit.copy", "edit.duplicate"], ["edit.delete"]],
  bend: [["edit.delete"]],
  ground: [["insert.node", "insert.note"], ["edit.paste", "edit.select-all"], ["arrange.graph", "view.zoom-fit"]],
};

function kindOf(ref: ElementRef | undefined): "node" | "edge" | "frame" | "note" | "bend" | "ground" {
  return ref === undefined ? "ground" : parseElement(ref).kind;
}

/** The main menu: one line for each group of commands. */
export function mainMenu(commands: readonly Command[], workspace: Workspace): MenuEntry[] {
  return menuGroups.flatMap((group) => {
    const entries = entriesOf(commands.filter((command) => command.group === group), workspace);
    return entries.length === 0 ? [] : [{ title: commandWords()[group], enabled: true, entries }];
  });
}

export function runMenu(commands: readonly Command[], workspace: Workspace): MenuEntry[] {
  return entriesOf(commands.filter(({ group }) => group === "run"), workspace);
}

export function contextMenu(commands: readonly Command[], workspace: Workspace, ref: ElementRef | undefined): MenuEntry[] {
  const byId = new Map(commands.map((command) => [command.id, command]));
  return offered[kindOf(ref)].flatMap((ids, index) => {
    const there = ids.flatMap((id) => byId.get(id) ?? []).filter((command) => command.isEnabled?.(workspace) ?? true);
    return entriesOf(there, workspace).map((entry, at) => ({ ...entry, apart: index > 0 && at === 0 }));
  });
}

function entriesOf(commands: readonly Command[], workspace: Workspace): MenuEntry[] {
  return menuEntries(commands, workspace, (command) => void perform(command, workspace));
}
