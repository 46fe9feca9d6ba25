import { typeText } from "../../runtime/graph/types.ts";
import type { Command } from "../commands/command.ts";
import type { Workspace } from "../state/workspace.ts";
import { elementRef } from "./element.ts";
import { layoutOf } from "./layout.ts";
import { type Mode, removeElements, setMode } from "./nodes.ts";
import { setCollapsed } from "./place.ts";
import type { InputPort, OutputPort } from "./ports.ts";
import { hasNodes, selectedNodes } from "./selected.ts";
import { exposeInput, exposeOutput } from "./surface.ts";
import { words } from "./words.ts";

/** Steps, deleting, and what a node is told to do. */
export const editCommands: readonly Command[] = [
  { id: "edit.undo", group: "edit", scope: "page", title: () => words().undo, keys: ["Mod+Z"], isEnabled: ({ session }) => (session?.steps.done.length ?? 0) > 0, run: ({ session }) => session!.undo() },
  { id: "edit.redo", group: "edit", scope: "page", title: () => words().redo, keys: ["Shift+Mod+Z", "Mod+Y"], isEnabled: ({ session }) => (session?.steps.undone.length ?? 0) > 0, run: ({ session }) => session!.redo() },
  { id: "edit.delete", apart: true, danger: true, group: "edit", title: () => words().delete, keys: ["Delete", "Backspace"], isEnabled: ({ session }) => (session?.selection.size ?? 0) > 0, run: deleteSelected },
  { id: "edit.select-all", group: "edit", title: () => words().selectAll, keys: ["Mod+A"], isEnabled: ({ session }) => session !== undefined, run: selectAll },
  { id: "edit.mute", apart: true, group: "edit", title: () => words().mute, keys: ["M"], isEnabled: hasNodes(), isOn: isAll("muted"), run: (workspace) => toggleMode(workspace, "muted") },
  { id: "edit.bypass", group: "edit", title: () => words().bypass, keys: ["B"], isEnabled: hasNodes(), isOn: isAll("bypassed"), run: (workspace) => toggleMode(workspace, "bypassed") },
  { id: "edit.collapse", group: "edit", title: () => words().collapse, keys: ["C"], isEnabled: hasNodes(), isOn: areCollapsed, run: toggleCollapsed },
  { id: "edit.expose-inputs", apart: true, group: "edit", title: () => words().exposeInputs, isEnabled: (workspace) => ports(workspace).inputs.length > 0, run: exposeOpenInputs },
  { id: "edit.expose-outputs", group: "edit", title: () => words().exposeOutputs, isEnabled: (workspace) => ports(workspace).outputs.length > 0, run: exposeLooseOutputs },
];

function deleteSelected({ session }: Workspace): void {
  const { selection } = session!;
  session!.edit(words().doDelete(selection.size), (document) => removeElements(document, selection));
  session!.select([]);
}

function selectAll({ session }: Workspace): void {
  const { document } = session!;
  const { frames = [], notes = [] } = layoutOf(document);
  session!.select([...Object.keys(document.nodes).map((id) => elementRef("node", id)), ...frames.map(({ id }) => elementRef("frame", id)), ...notes.map(({ id }) => elementRef("note", id))]);
}

function isAll(mode: Mode): (workspace: Workspace) => boolean {
  return (workspace) => selectedNodes(workspace).every((id) => workspace.session!.document.nodes[id]!.mode === mode);
}

function toggleMode(workspace: Workspace, mode: Mode): void {
  const isOn = isAll(mode)(workspace);
  const label = mode === "muted" ? (isOn ? words().doUnmute : words().doMute) : isOn ? words().doUnbypass : words().doBypass;
  const ids = selectedNodes(workspace);
  workspace.session!.edit(label, (document) => setMode(document, ids, isOn ? undefined : mode));
}

function areCollapsed(workspace: Workspace): boolean {
  const collapsed = new Set(workspace.session ? layoutOf(workspace.session.document).collapsed : []);
  return selectedNodes(workspace).every((id) => collapsed.has(id));
}

function toggleCollapsed(workspace: Workspace): void {
  const isOn = areCollapsed(workspace);
  const ids = selectedNodes(workspace);
  workspace.session!.edit(isOn ? words().doExpand : words().doCollapse, (document) => setCollapsed(document, ids, !isOn));
}

interface Loose {
  readonly inputs: readonly (InputPort & { readonly node: string })[];
  readonly outputs: readonly (OutputPort & { readonly node: string })[];
}

/** Inputs of the selected nodes that need a value and have none, and outputs that lead nowhere. */
function ports(workspace: Workspace): Loose {
  const { session } = workspace;
  if (!session) return { inputs: [], outputs: [] };
  const used = new Set((session.document.edges ?? []).map(({ from }) => from));
  const all = selectedNodes(workspace).map((id) => session.portsOf(id));
  return {
    inputs: all.flatMap(({ id, inputs }) => inputs.filter((input) => input.from.length === 0 && input.graphInputs.length === 0 && !input.optional && !input.isSet && input.fallback === undefined).map((input) => ({ ...input, node: id }))),
    outputs: all.flatMap(({ id, outputs }) => outputs.filter((output) => output.graphOutputs.length === 0 && !used.has(`${id}.${output.name}`)).map((output) => ({ ...output, node: id }))),
  };
}

function exposeOpenInputs(workspace: Workspace): void {
  const { inputs } = ports(workspace);
  const { packs, session } = workspace;
  session!.edit(words().doExpose, (document) => inputs.reduce((after, { node, name, type, many }) => exposeInput(after, node, name, {
    type: typeText(type.name.startsWith("'") ? { ...type, name: "json" } : type), title: packs.inputWords(document.nodes[node]!.type, name).title, many,
  }), document));
}

function exposeLooseOutputs(workspace: Workspace): void {
  const { outputs } = ports(workspace);
  const { packs, session } = workspace;
  session!.edit(words().doExpose, (document) => outputs.reduce((after, { node, name }) => exposeOutput(after, node, name, { title: packs.outputWords(document.nodes[node]!.type, name).title }), document));
}
