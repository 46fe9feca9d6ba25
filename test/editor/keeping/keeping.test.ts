import { beforeEach, describe, expect, test } from "vitest";
import { Drafts } from "../../../editor/keeping/drafts.ts";
import { Keeping } from "../../../editor/keeping/keeping.ts";
import type { KeepingWords } from "../../../editor/keeping/news.ts";
import { Notices } from "../../../editor/state/notices.ts";
import { Observable } from "../../../editor/state/observable.ts";
import type { Packs } from "../../../editor/state/packs.ts";
import { Session } from "../../../editor/state/session.ts";
import type { Workspace } from "../../../editor/state/workspace.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { Browser, FakeClock, FakeServer, graphOf, labels, MemoryStore, settled, textOf, write } from "./kit.ts";

let server: FakeServer;
let clock: FakeClock;
let store: MemoryStore;
let browser: Browser;
let living: Set<string>;
beforeEach(() => {
  server = new FakeServer();
  clock = new FakeClock();
  store = new MemoryStore();
  browser = new Browser();
  living = new Set();
});

class FakeRuns extends Observable {
  list: { readonly id: string; readonly graph: string }[] = [];

  add(id: string, graph: string): void {
    this.list = [{ id, graph }, ...this.list];
    this.changed();
  }
}

/** As much of a workspace as keeping works with. */
class FakeWorkspace extends Observable {
  readonly server = server;
  readonly notices = new Notices();
  readonly runs = new FakeRuns();
  readonly packs = { takesMany: () => false };
  session: Session | undefined;
  trail: readonly string[] = [];
  view = "gallery";
  shell: { openGraph(name: string): Promise<unknown> } | undefined;

  show(change: object): void {
    Object.assign(this, change);
    this.changed();
  }

  async openDocument(document: GraphDocument, etag: string | undefined, trail: readonly string[] = [document.name]): Promise<Session> {
    const session = new Session(document, {} as Packs, etag);
    this.session = session;
    this.show({ view: "canvas", trail });
    return session;
  }

  get told(): string[] {
    return this.notices.list.map(({ message }) => message);
  }
}

/** Each word says its own name. */
const words = new Proxy({ steps: labels, renamed: (before: string, now: string) => `renamed ${before} ${now}`, copied: (name: string) => `copied ${name}` }, {
  get: (own, name) => own[name as keyof typeof own] ?? String(name),
}) as unknown as KeepingWords;

interface OpenedPage {
  readonly workspace: FakeWorkspace;
  readonly keeping: Keeping;
  readonly compared: string[];
  /** The page ends as pages end: without a word, with what is written so far. */
  crash(): void;
}

function openBrowserPage(tab: string): OpenedPage {
  const workspace = new FakeWorkspace();
  const compared: string[] = [];
  living.add(tab);
  const page = { isDead: false };
  const keeping = new Keeping({
    workspace: workspace as unknown as Workspace, drafts: new Drafts(store), tab, channel: browser.channel(),
    living: async () => new Set(living), after: (ms, then) => clock.after(ms, () => page.isDead || then()), now: () => clock.at, words: () => words, compare: () => compared.push("compared"),
  });
  workspace.shell = { openGraph: (name) => keeping.open(name) };
  return {
    workspace, keeping, compared,
    crash() {
      page.isDead = true;
      living.delete(tab);
    },
  };
}

const saved = (name = "film") => server.graphsByName.get(name)!.document;

describe("edits that were not saved when the page went", () => {
  test("are there again when the graph is opened, as an undoable step, and are sent", async () => {
    server.put(graphOf({ a: "1" }));
    const before = openBrowserPage("one");
    (await before.keeping.open("film")).edit("type", write("a", "2"));
    await settled();
    before.crash();
    const after = openBrowserPage("two");
    const session = await after.keeping.open("film");
    expect([textOf(session.document, "a"), session.steps.done.map(({ label }) => label), after.workspace.told]).toEqual(["2", ["restored"], ["restored"]]);
    await clock.pass(800);
    expect([textOf(saved(), "a"), session.saveState, store.records.size]).toEqual(["2", "saved", 0]);
  });

  test("are merged with what was saved meanwhile", async () => {
    const first = graphOf({ a: "1", b: "1" });
    server.put(first);
    const before = openBrowserPage("one");
    (await before.keeping.open("film")).edit("type", write("a", "mine"));
    await settled();
    before.crash();
    server.put(write("b", "theirs")(first));
    const after = openBrowserPage("two");
    await after.keeping.open("film");
    await clock.pass(800);
    expect([textOf(saved(), "a"), textOf(saved(), "b")]).toEqual(["mine", "theirs"]);
  });

  test("ask for a decision where they go against what was saved meanwhile", async () => {
    const first = graphOf({ a: "1" });
    server.put(first);
    const before = openBrowserPage("one");
    (await before.keeping.open("film")).edit("type", write("a", "mine"));
    await settled();
    before.crash();
    server.put(write("a", "theirs")(first));
    const after = openBrowserPage("two");
    const session = await after.keeping.open("film");
    await clock.pass(800);
    expect([session.saveState, textOf(saved(), "a"), textOf(session.document, "a")]).toEqual(["conflict", "theirs", "mine"]);
    expect(after.workspace.told).toContain("conflict");
    after.workspace.notices.list.find(({ message }) => message === "conflict")!.action!.run();
    expect(after.compared).toEqual(["compared"]);
    after.keeping.decide(after.keeping.conflict!.theirs);
    await clock.pass(800);
    expect([session.saveState, store.records.size, after.workspace.told]).toEqual(["saved", 0, ["restored"]]);
  });

  test("of two pages are joined", async () => {
    const first = graphOf({ a: "1", b: "1" });
    server.put(first);
    server.fault = undefined;
    const pages = [openBrowserPage("one"), openBrowserPage("two")];
    for (const [index, { keeping }] of pages.entries()) (await keeping.open("film")).edit("type", write(index === 0 ? "a" : "b", "edited"));
    await settled();
    for (const page of pages) page.crash();
    const session = await openBrowserPage("three").keeping.open("film");
    await clock.pass(800);
    expect([textOf(saved(), "a"), textOf(saved(), "b"), session.saveState, store.records.size]).toEqual(["edited", "edited", "saved", 0]);
  });

  test("of two pages that go against each other stay until someone opens the other as a copy", async () => {
    const first = graphOf({ a: "1" });
    server.put(first);
    const pages = [openBrowserPage("one"), openBrowserPage("two")];
    for (const [index, { keeping }] of pages.entries()) {
      (await keeping.open("film")).edit("type", write("a", `from ${index}`));
      clock.at++;
    }
    await settled();
    for (const page of pages) page.crash();
    const after = openBrowserPage("three");
    const session = await after.keeping.open("film");
    expect(textOf(session.document, "a")).toBe("from 1");
    await clock.pass(800);
    expect([textOf(saved(), "a"), [...store.records.keys()]]).toEqual(["from 1", ["draft/film/one", "base/film/one"]]);
    after.workspace.notices.list.find(({ message }) => message === "left")!.action!.run();
    await clock.pass(800);
    expect([textOf(saved("film-2"), "a"), after.workspace.session!.name, store.records.size]).toEqual(["from 0", "film-2", 0]);
  });

  test("of a graph that the server never had", async () => {
    server.put(graphOf({ a: "1" }, { name: "template" }));
    const before = openBrowserPage("one");
    const template = async () => (await server.graph("template")).document;
    (await before.keeping.openNew("film", template)).edit("type", write("a", "2"));
    await settled();
    before.crash();
    const after = openBrowserPage("two");
    expect(await after.keeping.recent()).toMatchObject([{ name: "film", isNew: true, nodes: 1 }]);
    const session = await after.keeping.openNew("film", template);
    expect(textOf(session.document, "a")).toBe("2");
    await clock.pass(800);
    expect([textOf(saved(), "a"), session.saveState, await after.keeping.recent()]).toEqual(["2", "saved", []]);
  });

  test("are not taken from a page that is still there", async () => {
    server.put(graphOf({ a: "1" }));
    const first = openBrowserPage("one");
    (await first.keeping.open("film")).edit("type", write("a", "2"));
    await settled();
    const session = await openBrowserPage("two").keeping.open("film");
    expect(textOf(session.document, "a")).toBe("1");
  });

  test("can be opened while the server is away", async () => {
    server.put(graphOf({ a: "1" }));
    const before = openBrowserPage("one");
    (await before.keeping.open("film")).edit("type", write("a", "2"));
    await settled();
    before.crash();
    server.fault = 0;
    const session = await openBrowserPage("two").keeping.open("film");
    await clock.pass(800);
    expect([textOf(session.document, "a"), session.saveState]).toEqual(["2", "offline"]);
    server.fault = undefined;
    await clock.pass(5000);
    expect([textOf(saved(), "a"), session.saveState]).toEqual(["2", "saved"]);
  });

  test("are forgotten when they are not wanted", async () => {
    server.put(graphOf({ a: "1" }));
    const { keeping, workspace } = openBrowserPage("one");
    (await keeping.open("film")).edit("type", write("a", "2"));
    await settled();
    await keeping.discard("film");
    await clock.pass(5000);
    expect([workspace.session, store.records.size, server.saves]).toEqual([undefined, 0, 0]);
    expect(textOf((await keeping.open("film")).document, "a")).toBe("1");
  });
});

describe("leaving a graph", () => {
  test("sends at once what is not saved yet", async () => {
    server.put(graphOf({ a: "1" }));
    server.put(graphOf({}, { name: "other" }));
    const { keeping } = openBrowserPage("one");
    (await keeping.open("film")).edit("type", write("a", "2"));
    await keeping.open("other");
    await clock.pass(0);
    expect([textOf(saved(), "a"), store.records.size]).toEqual(["2", 0]);
  });

  test("while the server is away keeps trying, and coming back finds the edits", async () => {
    server.put(graphOf({ a: "1" }));
    server.put(graphOf({}, { name: "other" }));
    const { keeping, workspace } = openBrowserPage("one");
    (await keeping.open("film")).edit("type", write("a", "2"));
    const save = server.saveGraph.bind(server);
    server.saveGraph = async () => { server.fault = 0; return save(graphOf({}), undefined).finally(() => { server.fault = undefined; }); };
    await keeping.open("other");
    await clock.pass(3000);
    expect([textOf(saved(), "a"), workspace.session!.name]).toEqual(["1", "other"]);
    const session = await keeping.open("film");
    expect(textOf(session.document, "a")).toBe("2");
    server.saveGraph = save;
    await clock.pass(30_000);
    expect([textOf(saved(), "a"), session.saveState, store.records.size]).toEqual(["2", "saved", 0]);
  });
});

describe("two pages with the same graph", () => {
  async function both(): Promise<[OpenedPage, OpenedPage]> {
    server.put(graphOf({ a: "1", b: "1" }));
    const pages: [OpenedPage, OpenedPage] = [openBrowserPage("one"), openBrowserPage("two")];
    for (const { keeping } of pages) await keeping.open("film");
    return pages;
  }

  test("know of each other, and what is saved in one shows in the other, without a notice", async () => {
    const [one, two] = await both();
    expect([one.keeping.tabs.sharing, two.keeping.tabs.sharing]).toEqual([1, 1]);
    one.workspace.session!.edit("type", write("a", "2"));
    await clock.pass(800);
    expect([textOf(two.workspace.session!.document, "a"), two.workspace.session!.saveState, two.workspace.told]).toEqual(["2", "saved", []]);
    two.workspace.session!.edit("type", write("b", "3"));
    await clock.pass(800);
    expect(textOf(one.workspace.session!.document, "b")).toBe("3");
    expect([textOf(saved(), "a"), textOf(saved(), "b")]).toEqual(["2", "3"]);
  });

  test("edits of both at the same time come together, and neither is lost", async () => {
    const [one, two] = await both();
    one.workspace.session!.edit("type", write("a", "one"));
    two.workspace.session!.edit("type", write("b", "two"));
    await clock.pass(2000);
    for (const document of [saved(), one.workspace.session!.document, two.workspace.session!.document]) {
      expect([textOf(document, "a"), textOf(document, "b")]).toEqual(["one", "two"]);
    }
    expect([one.workspace.session!.saveState, two.workspace.session!.saveState, store.records.size]).toEqual(["saved", "saved", 0]);
  });

  test("the same place in both: the first is saved, the second decides", async () => {
    const [one, two] = await both();
    one.workspace.session!.edit("type", write("a", "one"));
    await clock.pass(1);
    two.workspace.session!.edit("type", write("a", "two"));
    await clock.pass(2000);
    expect([textOf(saved(), "a"), one.workspace.session!.saveState, two.workspace.session!.saveState]).toEqual(["one", "saved", "conflict"]);
    await two.keeping.keepAsCopy();
    await clock.pass(2000);
    expect([textOf(saved("film-2"), "a"), textOf(saved(), "a"), two.workspace.session!.name]).toEqual(["two", "one", "film-2"]);
    expect(store.records.size).toBe(0);
  });

  test("a word that did not arrive is made up for when the page is looked at", async () => {
    const [one, two] = await both();
    browser.isDeaf = true;
    one.workspace.session!.edit("type", write("a", "2"));
    await clock.pass(800);
    expect(textOf(two.workspace.session!.document, "a")).toBe("1");
    await two.keeping.refresh();
    await clock.pass(0);
    expect(textOf(two.workspace.session!.document, "a")).toBe("2");
  });
});

describe("a new graph", () => {
  const start = async () => graphOf({ a: "1" }, { name: "template" });

  test("whose name somebody took meanwhile goes on under another, with its edits", async () => {
    const { keeping, workspace } = openBrowserPage("one");
    const session = await keeping.openNew("film", start);
    server.put(graphOf({ z: "somebody else's" }));
    session.edit("type", write("a", "2"));
    await clock.pass(2000);
    expect([workspace.session!.name, textOf(saved("film-2"), "a"), textOf(saved(), "z")]).toEqual(["film-2", "2", "somebody else's"]);
    expect([workspace.session!.saveState, workspace.told, workspace.trail, store.records.size]).toEqual(["saved", ["renamed film film-2"], ["film-2"], 0]);
  });

  test("is saved when it is run, though it was not edited; an older run of that name is none of it", async () => {
    const { keeping, workspace } = openBrowserPage("one");
    workspace.runs.add("old", "film");
    const session = await keeping.openNew("film", start);
    workspace.runs.add("another's", "other");
    await clock.pass(2000);
    expect(server.graphsByName.has("film")).toBe(false);
    workspace.runs.add("new", "film");
    await clock.pass(0);
    expect([server.graphsByName.has("film"), session.saveState]).toEqual([true, "saved"]);
  });

  test("that the server has by now opens as the server has it", async () => {
    server.put(graphOf({ a: "saved before" }));
    const session = await openBrowserPage("one").keeping.openNew("film", start);
    expect([textOf(session.document, "a"), session.saveState]).toEqual(["saved before", "saved"]);
  });
});

test("a browser that keeps nothing is told of, and the page is at risk until the server has the edits", async () => {
  server.put(graphOf({ a: "1" }));
  store.fault = new Error("quota");
  const { keeping, workspace } = openBrowserPage("one");
  const session = await keeping.open("film");
  session.edit("type", write("a", "2"));
  await settled();
  expect([keeping.isAtRisk, workspace.told]).toEqual([true, ["notKept"]]);
  await clock.pass(800);
  expect([keeping.isAtRisk, session.saveState]).toEqual([false, "saved"]);
});

test("after the end nothing is sent, nothing is heard and the draft stays", async () => {
  server.put(graphOf({ a: "1" }));
  const { keeping, workspace } = openBrowserPage("one");
  (await keeping.open("film")).edit("type", write("a", "2"));
  await settled();
  keeping.end();
  workspace.session!.edit("type", write("a", "3"));
  await clock.pass(60_000);
  expect([server.saves, store.records.size, keeping.tabs.sharing]).toEqual([0, 2, 0]);
});
