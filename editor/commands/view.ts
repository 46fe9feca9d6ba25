import { settings, type Language, type Theme } from "../state/settings.ts";
import type { PanelName, ViewName, Workspace } from "../state/workspace.ts";
import type { Command } from "./command.ts";
import { words } from "./words.ts";

const isOpen = ({ session }: Workspace) => session !== undefined;
const isShown = (workspace: Workspace) => workspace.view !== "gallery" && isOpen(workspace);

function view(name: Exclude<ViewName, "gallery">, key: string): Command {
  return { id: `view.${name}`, group: "view", title: () => words()[name], keys: [key], isEnabled: isOpen, isOn: (workspace) => workspace.view === name, run: (workspace) => workspace.show({ view: name }) };
}

function panel(name: PanelName, title: () => string): Command {
  return {
    id: `view.panel-${name}`, group: "view", title, isEnabled: isShown, isOn: (workspace) => workspace.panel === name,
    run: (workspace) => workspace.show({ panel: workspace.panel === name ? undefined : name }),
  };
}

function language(name: Language, title: () => string): Command {
  return { id: `view.language-${name}`, group: "view", apart: name === "en", title, isOn: () => settings.language === name, run: () => settings.setLanguage(name) };
}

function theme(name: Theme): Command {
  return { id: `view.theme-${name}`, group: "view", apart: name === "dark", title: () => words()[name], isOn: () => settings.theme === name, run: () => settings.setTheme(name) };
}

function quality(name: Workspace["quality"]): Command {
  return { id: `run.quality-${name}`, group: "run", apart: name === "draft", title: () => words()[name], isEnabled: isOpen, isOn: (workspace) => workspace.quality === name, run: (workspace) => workspace.show({ quality: name }) };
}

export const qualityCommands: readonly Command[] = [quality("draft"), quality("final")];

export const viewCommands: readonly Command[] = [
  view("canvas", "Alt+1"), view("outline", "Alt+2"), view("storyboard", "Alt+3"),
  { id: "view.inspector", apart: true, group: "view", title: () => words().inspector, keys: ["Mod+I"], isEnabled: isShown, isOn: ({ shell }) => shell!.isInspectorOpen, run: ({ shell }) => shell!.toggleInspector() },
  panel("run", () => words().panelRun), panel("items", () => words().panelItems), panel("viewer", () => words().panelViewer), panel("problems", () => words().panelProblems), panel("history", () => words().panelHistory),
  { id: "view.close-panel", group: "view", title: () => words().closePanel, keys: ["Mod+J"], isEnabled: isShown, run: (workspace) => workspace.show({ panel: workspace.panel === undefined ? "run" : undefined }) },
  language("en", () => words().english), language("zh", () => words().chinese),
  theme("dark"), theme("light"), theme("system"),
];

export const findCommands: readonly Command[] = [
  { id: "insert.node", group: "insert", title: () => words().addNode, keys: ["Tab", "/"], isEnabled: isShown, run: ({ shell }) => shell!.openPalette() },
  { id: "view.find-command", group: "view", title: () => words().findCommand, keys: ["Mod+K"], scope: "typing", run: ({ shell }) => shell!.openPalette({ commands: true }) },
  { id: "view.shortcuts", group: "view", title: () => words().shortcuts, keys: ["?", "F1"], run: ({ shell }) => shell!.showShortcuts() },
  { id: "view.first-steps", group: "view", title: () => words().help, isEnabled: isShown, run: ({ shell }) => shell!.showFirstSteps() },
  { id: "view.next-region", group: "view", title: () => words().nextRegion, keys: ["F6"], scope: "typing", run: ({ shell }) => shell!.cycleRegions(1) },
  { id: "view.previous-region", group: "view", title: () => words().previousRegion, keys: ["Shift+F6"], scope: "typing", run: ({ shell }) => shell!.cycleRegions(-1) },
];
