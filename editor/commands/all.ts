import { canvasCommands } from "../canvas/commands.ts";
import { modelCommands } from "../model/commands.ts";
import { runCommands } from "../runs/commands.ts";
import type { Command } from "./command.ts";
import { fileCommands } from "./file.ts";
import { findCommands, viewCommands } from "./view.ts";

/** Everything the user can do, in the order of the menus. */
export const allCommands: readonly Command[] = [...fileCommands, ...findCommands, ...viewCommands, ...modelCommands, ...canvasCommands, ...runCommands];
