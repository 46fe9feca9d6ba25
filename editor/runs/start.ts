import type { Question } from "../shell/shell.ts";
import type { RunState } from "../state/run-state.ts";
import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import { words } from "./words.ts";

/** What of the open graph is run. */
export interface RunAsk {
  readonly only?: readonly string[];
  /** `node` or `node:item`: made again although the result is kept. */
  readonly refresh?: readonly string[];
  /** In units of the account's currency. */
  readonly budget?: number;
  /** It is known that nodes of packs that are not here are left out. */
  readonly skipMissing?: boolean;
}

/** Runs the open document as it is in the page, saved or not. @throws ServerError */
export async function startRun(workspace: Workspace, ask: RunAsk = {}): Promise<string | undefined> {
  const { session, quality } = workspace;
  if (!session) return undefined;
  const skipMissing = ask.only === undefined && session.missing.length > 0;
  if (skipMissing && !ask.skipMissing && await workspace.shell!.ask(missingQuestion(workspace, session)) === undefined) return undefined;
  const { id } = await workspace.server.run({ graph: session.document, quality, ...ask, ...(skipMissing ? { skipMissing } : {}) });
  // The storyboard shows by itself what becomes of its shots.
  const panel = workspace.panel === "items" || (workspace.view === "storyboard" && workspace.panel === undefined) ? workspace.panel : "run";
  workspace.show({ shownRun: undefined, panel });
  openFilmWhenDone(workspace, id);
  return id;
}

function missingQuestion({ packs }: Workspace, { missing, document, name }: Session): Question {
  const titles = missing.map((id) => document.nodes[id]?.title ?? packs.nodeWords(document.nodes[id]?.type ?? id).title);
  const shown = titles.slice(0, 5).join(words().listComma) + (titles.length > 5 ? "…" : "");
  return { title: words().missingTitle, message: words().missingMessage(titles.length, shown, `reelwright pack add --for graphs/${name}.json`), confirm: words().runRest };
}

/** The arguments that run items of one node again: `node:item`, or the whole node for its single item. */
export function again(node: string, items: readonly string[]): RunAsk {
  return { only: [node], refresh: items.map((item) => item === "" ? node : `${node}:${item}`) };
}

/** A field that has not been written in for so long is at rest, in milliseconds: whoever changed a line and ran it waits for the film. */
const restMs = 3000;

/** The film is what the run was for: it opens by itself, unless the user is busy with something else. */
function openFilmWhenDone(workspace: Workspace, id: string): void {
  let seen = false;
  let written = -Infinity;
  const onInput = () => { written = performance.now(); };
  addEventListener("input", onInput);
  const stop = workspace.runs.subscribe(() => {
    const run = workspace.runs.get(id);
    const listed = workspace.runs.list.some((one) => one.id === id);
    seen ||= listed;
    if (run ? run.outcome === "running" : listed || !seen) return;
    stop();
    removeEventListener("input", onInput);
    if (run?.outcome !== "succeeded" || !hasFilm(run) || workspace.run !== run) return;
    if ((workspace.panel === "run" || workspace.panel === undefined) && workspace.view === "canvas" && performance.now() - written > restMs) workspace.show({ panel: "viewer", focus: undefined });
  });
}

function hasFilm({ outputs }: Pick<RunState, "outputs">): boolean {
  return Object.values(outputs).some(({ type, items }) => /^video(\[\])*$/.test(type) && items.length > 0);
}
