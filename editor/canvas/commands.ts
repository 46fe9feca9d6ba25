import type { Command } from "../commands/command.ts";
import type { CanvasHandle, Workspace } from "../state/workspace.ts";
import { words } from "./words.ts";

const zoomStep = 1.25;

function onCanvas(run: (canvas: CanvasHandle) => void): Pick<Command, "isEnabled" | "run"> {
  return {
    isEnabled: ({ canvas }: Workspace) => canvas !== undefined,
    run: ({ canvas }) => {
      if (canvas) run(canvas);
    },
  };
}

/** How much of the graph is seen. */
export const canvasCommands: readonly Command[] = [
  { id: "view.zoom-in", title: () => words().zoomIn, group: "view", keys: ["Mod+=", "="], ...onCanvas((canvas) => canvas.zoomBy(zoomStep)) },
  { id: "view.zoom-out", title: () => words().zoomOut, group: "view", keys: ["Mod+-", "-"], ...onCanvas((canvas) => canvas.zoomBy(1 / zoomStep)) },
  { id: "view.zoom-whole", title: () => words().zoomWhole, group: "view", keys: ["Shift+0"], ...onCanvas((canvas) => canvas.zoomWhole()) },
  { id: "view.zoom-fit", title: () => words().zoomFit, group: "view", keys: ["Shift+1"], ...onCanvas((canvas) => canvas.fit()) },
  { id: "view.zoom-selection", title: () => words().zoomSelection, group: "view", keys: ["Shift+2"], ...onCanvas((canvas) => canvas.fitSelection()) },
  { id: "edit.rename", title: () => words().doRename, group: "edit", keys: ["F2"], isEnabled: ({ canvas, session }) => canvas !== undefined && session?.selection.size === 1, run: ({ canvas }) => canvas?.rename() },
];
