import type { Workspace } from "../state/workspace.ts";
import type { Command } from "./command.ts";

/** Does what a command says, unless it cannot be done now, and tells of what goes wrong. */
export async function perform(command: Command, workspace: Workspace): Promise<void> {
  if (!(command.isEnabled?.(workspace) ?? true)) return;
  try {
    await command.run(workspace);
  } catch (error) {
    workspace.notices.failed(error);
  }
}
