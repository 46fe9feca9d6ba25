import { describe, expect, test } from "vitest";
import { ServerError, type RunRequest } from "../../../editor/api/server.ts";
import { Observable } from "../../../editor/state/observable.ts";
import { PlanKeeper, type Planned } from "../../../editor/state/plan-keeper.ts";
import type { RunState } from "../../../editor/state/run-state.ts";
import type { Session } from "../../../editor/state/session.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import type { PlanReport } from "../../../runtime/plan-report.ts";
import { graph } from "../../kit/probe-pack.ts";

const report: PlanReport = {
  problems: [], counts: { cached: 1, willRun: 1, depends: 0 }, estimate: { currency: "USD", roles: {}, marketMicros: 0, certainMicros: 0, unpriced: [], calls: {}, ms: 5, costMicros: 0, complete: true },
  nodes: [{ node: "things", type: "probe/things", cached: 1, willRun: 1, depends: 0, items: [{ item: "a", state: "will-run", why: [{ what: "version", old: "1", new: "2" }] }, { item: "b", state: "cached" }] }],
};

class Told extends Observable {
  tell(): void { this.changed(); }
}

/** A page with a document, and a clock that a test moves. */
function page() {
  const session = Object.assign(new Told(), { missing: [] as readonly string[], document: graph({ things: ["things", { text: "a" }] }, []) as GraphDocument });
  const asked: RunRequest[] = [];
  const answers: { resolve(report: PlanReport): void; reject(error: unknown): void }[] = [];
  const workspace = Object.assign(new Told(), {
    session: session as unknown as Session & Told, view: "canvas", online: true, quality: "draft" as "draft" | "final", run: undefined as RunState | undefined, runs: new Told(),
    server: { plan: (request: RunRequest) => { asked.push(request); return new Promise<PlanReport>((resolve, reject) => { answers.push({ resolve, reject }); }); } },
  });
  const timers = new Set<() => void>();
  const around = { visible: true, shown: () => undefined as void };
  const keeper = new PlanKeeper(workspace as Planned, {
    visible: () => around.visible,
    onVisible: (listener) => { around.shown = listener; },
    after: (_, act) => { timers.add(act); return () => timers.delete(act); },
  });
  const rest = () => { for (const act of timers) { timers.delete(act); act(); } };
  const answer = async (given: PlanReport | Error = report) => {
    const next = answers.shift()!;
    if (given instanceof Error) next.reject(given);
    else next.resolve(given);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  const edit = (change: (document: GraphDocument) => GraphDocument) => {
    session.document = change(session.document);
    session.tell();
  };
  return { keeper, workspace, asked, around, rest, answer, edit, timers };
}

const seeded = (document: GraphDocument) => ({ ...document, nodes: { ...document.nodes, things: { ...document.nodes["things"]!, inputs: { text: "b" } } } });

describe("the plan of the open graph", () => {
  test("is asked for once the document rests, however often it changed", async () => {
    const { keeper, workspace, asked, rest, answer, edit } = page();
    workspace.tell();
    edit(seeded);
    edit(seeded);
    expect(asked).toEqual([]);
    rest();
    expect(asked).toHaveLength(1);
    await answer();
    expect(keeper.fresh).toBe(true);
    expect(keeper.item("things", "a")!.why![0]!.what).toBe("version");
  });

  test("layout, titles and reviews are no reason to plan again", async () => {
    const { keeper, workspace, asked, rest, answer, edit } = page();
    workspace.tell();
    rest();
    await answer();
    edit((document) => ({ ...document, title: "Other", layout: { nodes: { things: [5, 5] } }, review: { things: {} }, nodes: { things: { ...document.nodes["things"]!, title: "Other" } } }));
    rest();
    expect(asked).toHaveLength(1);
    expect(keeper.fresh).toBe(true);
    edit(seeded);
    expect(keeper.fresh).toBe(false);
  });

  test("waits for the answer under way before it asks again", async () => {
    const { workspace, asked, rest, answer, edit } = page();
    workspace.tell();
    rest();
    edit(seeded);
    rest();
    expect(asked).toHaveLength(1);
    await answer();
    rest();
    expect(asked).toHaveLength(2);
    expect(asked[1]!.graph.nodes["things"]!.inputs).toEqual({ text: "b" });
  });

  test("nobody looking, no connection, the gallery, or a run under way: nothing is asked", () => {
    const { workspace, asked, around, rest } = page();
    around.visible = false;
    workspace.tell();
    rest();
    around.visible = true;
    workspace.online = false;
    workspace.tell();
    rest();
    workspace.online = true;
    workspace.view = "gallery";
    workspace.tell();
    rest();
    workspace.view = "canvas";
    workspace.run = { id: "r", outcome: "running" } as RunState;
    workspace.tell();
    rest();
    expect(asked).toEqual([]);
    workspace.run = { id: "r", outcome: "succeeded" } as RunState;
    workspace.runs.tell();
    rest();
    expect(asked).toHaveLength(1);
  });

  test("a run that ended, and another quality, outdate it", async () => {
    const { keeper, workspace, asked, rest, answer } = page();
    workspace.tell();
    rest();
    await answer();
    workspace.quality = "final";
    workspace.tell();
    rest();
    expect(asked.at(-1)!.quality).toBe("final");
    await answer();
    workspace.run = { id: "r", outcome: "succeeded" } as RunState;
    expect(keeper.fresh).toBe(false);
  });

  test("a refusal gives its problems, and is not asked for again until something changes", async () => {
    const { keeper, workspace, asked, rest, answer, edit } = page();
    workspace.tell();
    rest();
    await answer(new ServerError(400, "no", [{ code: "UNKNOWN_NODE_TYPE", message: "No pack provides it." }]));
    expect(keeper.problems[0]!.code).toBe("UNKNOWN_NODE_TYPE");
    workspace.tell();
    rest();
    expect(asked).toHaveLength(1);
    edit(seeded);
    rest();
    expect(asked).toHaveLength(2);
  });

  test("an answer for a graph that is no longer open is dropped", async () => {
    const { keeper, workspace, rest, answer } = page();
    workspace.tell();
    rest();
    workspace.session = Object.assign(new Told(), { missing: [], document: graph({}, []) }) as unknown as Session & Told;
    await answer();
    expect(keeper.report).toBeUndefined();
  });
});
