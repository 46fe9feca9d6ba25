import type { Command } from "../commands/command.ts";
import { clipCommands } from "./clip-commands.ts";
import { editCommands } from "./edit-commands.ts";
import { placeCommands } from "./place-commands.ts";
import { subgraphCommands } from "./subgraph-commands.ts";

/** What is done to the open graph and what is selected in it. */
export const modelCommands: readonly Command[] = [...editCommands, ...clipCommands, ...subgraphCommands, ...placeCommands];
