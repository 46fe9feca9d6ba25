import type { Command } from "../commands/command.ts";
import { idsOf } from "../model/element.ts";
import type { Workspace } from "../state/workspace.ts";
import { again, startRun } from "./start.ts";
import { words } from "./words.ts";

const isOpen = ({ session, online }: Workspace) => session !== undefined && online;
const selected = ({ session }: Workspace) => session ? idsOf(session.selection, "node") : [];
const hasSelection = (workspace: Workspace) => isOpen(workspace) && selected(workspace).length > 0;

/** The run under way, whatever is shown. */
function underWay({ runs }: Workspace): string | undefined {
  return runs.list.find(({ outcome }) => outcome === "running")?.id;
}

/** Opens what a run would do, before it is asked for. */
async function openPlan(workspace: Workspace): Promise<void> {
  const { PlanDialog } = await import("./plan-dialog.ts");
  PlanDialog.open(workspace);
}

export const runCommands: readonly Command[] = [
  { id: "run.all", group: "run", title: () => words().runAll, keys: ["Mod+Enter"], scope: "typing", isEnabled: isOpen, run: async (workspace) => void await startRun(workspace) },
  { id: "run.here", group: "run", title: () => words().runHere, keys: ["Shift+Mod+Enter"], isEnabled: hasSelection, run: async (workspace) => void await startRun(workspace, { only: selected(workspace) }) },
  {
    id: "run.again", group: "run", title: () => words().runAgain, isEnabled: hasSelection,
    run: async (workspace) => void await startRun(workspace, { only: selected(workspace), refresh: selected(workspace).flatMap((node) => again(node, [""]).refresh!) }),
  },
  { id: "run.plan", group: "run", apart: true, title: () => words().plan, keys: ["P"], isEnabled: isOpen, run: openPlan },
  { id: "run.cancel", group: "run", apart: true, danger: true, title: () => words().cancel, keys: ["Mod+."], scope: "typing", isEnabled: (workspace) => workspace.online && underWay(workspace) !== undefined, run: (workspace) => workspace.server.cancel(underWay(workspace)!) },
  {
    id: "run.pause-queue", group: "run", title: () => words().pauseQueue, isEnabled: ({ online }) => online, isOn: ({ runs }) => runs.paused,
    run: ({ server, runs }) => server.pauseQueue(!runs.paused),
  },
];
