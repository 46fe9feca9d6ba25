import { canvasCommands } from "../canvas/commands.ts";
import { modelCommands } from "../model/commands.ts";
import { runCommands } from "../runs/commands.ts";
import type { Command } from "./command.ts";
import { fileCommands } from "./file.ts";
import { findCommands, qualityCommands, viewCommands } from "./view.ts";

/** Those that need no graph; so do the ones that change what is seen. */
const anywhere: ReadonlySet<string> = new Set(["file.new", "file.all", "file.open-file"]);

/** Everything the user can do, in the order of the menus. What works on the open graph is not done to one that is not on the page. */
export const allCommands: readonly Command[] = [...fileCommands, ...findCommands, ...viewCommands, ...modelCommands, ...canvasCommands, ...runCommands, ...qualityCommands]
  .map((command) => command.group === "view" || anywhere.has(command.id) ? command
    : { ...command, isEnabled: (workspace) => workspace.view !== "gallery" && (command.isEnabled?.(workspace) ?? true) });
