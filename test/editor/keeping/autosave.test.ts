import { beforeEach, describe, expect, test } from "vitest";
import { FakeClock, FakeServer, graphOf, MemoryStore, openPage, openSaved, settled, textOf, write } from "./kit.ts";

let server: FakeServer;
let clock: FakeClock;
let store: MemoryStore;
beforeEach(() => {
  server = new FakeServer();
  clock = new FakeClock();
  store = new MemoryStore();
});

const saved = () => server.graphsByName.get("film")!.document;
const kinds = (news: readonly { readonly kind: string }[]) => news.map(({ kind }) => kind);

describe("saving", () => {
  test("an edit is in the browser at once and on the server when the typing rests", async () => {
    const { session, drafts } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    expect(session.saveState).toBe("saved");
    session.edit("type", write("a", "2"));
    expect(session.saveState).toBe("unsaved");
    await settled();
    expect((await drafts.all()).map(({ document, base }) => [textOf(document, "a"), textOf(base, "a")])).toEqual([["2", "1"]]);
    await clock.pass(700);
    session.edit("type", write("a", "3"));
    await clock.pass(700);
    expect(textOf(saved(), "a")).toBe("1");
    await clock.pass(100);
    expect(textOf(saved(), "a")).toBe("3");
    expect(server.saves).toBe(1);
    expect(session.saveState).toBe("saved");
    expect(session.etag).toBe(server.graphsByName.get("film")!.etag);
    expect(store.records.size).toBe(0);
  });

  test("a selection or a word from the server is no edit", async () => {
    const { session } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    session.select(["node:a"]);
    session.told({ checked: [] });
    await clock.pass(5000);
    expect([server.saves, store.writes, clock.waiting]).toEqual([0, 0, 0]);
  });

  test("an edit that is undone before it is sent leaves nothing to do", async () => {
    const { session } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    session.edit("type", write("a", "2"));
    session.undo();
    await clock.pass(5000);
    expect([server.saves, session.saveState, store.records.size]).toEqual([0, "saved", 0]);
  });

  test("edits made while a save is under way are sent after it, never at the same time", async () => {
    const { session, drafts } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    session.edit("type", write("a", "2"));
    server.hold();
    await clock.pass(800);
    expect(session.saveState).toBe("saving");
    session.edit("type", write("a", "3"));
    await clock.pass(300);
    expect(server.saves).toBe(1);
    await server.release();
    expect([textOf(saved(), "a"), session.saveState]).toEqual(["2", "unsaved"]);
    const [draft] = await drafts.all();
    expect([textOf(draft!.base, "a"), textOf(draft!.document, "a"), draft!.etag]).toEqual(["2", "3", server.graphsByName.get("film")!.etag]);
    await clock.pass(500);
    expect([textOf(saved(), "a"), session.saveState, server.saves]).toEqual(["3", "saved", 2]);
  });

  test("a new graph is sent with its first edit, or when it is asked for", async () => {
    const edited = openPage(graphOf({ a: "1" }), undefined, { server, clock, store });
    await clock.pass(5000);
    expect([server.saves, edited.session.saveState, store.records.size]).toEqual([0, "saved", 0]);
    edited.session.edit("type", write("a", "2"));
    await clock.pass(800);
    expect([textOf(saved(), "a"), edited.session.saveState]).toEqual(["2", "saved"]);
    const asked = openPage(graphOf({}, { name: "other" }), undefined, { server, clock, store });
    expect(await asked.saver.saveNow()).toBe(true);
    expect([server.graphsByName.has("other"), asked.session.saveState]).toEqual([true, "saved"]);
  });
});

describe("a server that is away", () => {
  test("edits go on, are kept, and are sent when it is back", async () => {
    const { session, drafts, news } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    server.fault = 0;
    session.edit("type", write("a", "2"));
    await clock.pass(800);
    expect(session.saveState).toBe("offline");
    session.edit("type", write("a", "3"));
    expect(session.saveState).toBe("offline");
    await clock.pass(20_000);
    expect(textOf((await drafts.all())[0]!.document, "a")).toBe("3");
    const tries = server.saves;
    expect(tries).toBeGreaterThan(3);
    server.fault = undefined;
    await clock.pass(30_000);
    expect([textOf(saved(), "a"), session.saveState, store.records.size]).toEqual(["3", "saved", 0]);
    expect(kinds(news)).toEqual(["saved", "recovered"]);
  });

  test("when the connection is back nothing is waited for", async () => {
    const { session, saver } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    server.fault = 503;
    session.edit("type", write("a", "2"));
    await clock.pass(60_000);
    server.fault = undefined;
    saver.mayBeStale();
    await clock.pass(0);
    expect(session.saveState).toBe("saved");
  });

  test("waits grow, and never beyond half a minute", async () => {
    const { session } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    server.fault = 0;
    session.edit("type", write("a", "2"));
    await clock.pass(800);
    const gaps: number[] = [];
    for (let last = clock.at, saves = server.saves; gaps.length < 7;) {
      await clock.pass(100);
      if (server.saves === saves) continue;
      gaps.push(clock.at - last);
      [last, saves] = [clock.at, server.saves];
    }
    expect(gaps).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  test("an answer that got lost is not taken for somebody else's save", async () => {
    const { session, news } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    server.losesAnswer = true;
    session.edit("type", write("a", "2"));
    await clock.pass(800);
    expect(session.saveState).toBe("offline");
    session.edit("type", write("a", "3"));
    await clock.pass(5000);
    expect([textOf(saved(), "a"), session.saveState]).toEqual(["3", "saved"]);
    expect(kinds(news)).not.toContain("merged");
    expect(session.steps.done.length).toBe(2);
  });

  test("the same for the first save of a new graph", async () => {
    const { session, news } = openPage(graphOf({ a: "1" }), undefined, { server, clock, store });
    server.losesAnswer = true;
    session.edit("type", write("a", "2"));
    await clock.pass(5000);
    expect([session.saveState, kinds(news)]).toEqual(["saved", ["recovered"]]);
  });
});

describe("a server that fails or refuses", () => {
  test("a failure is told once and tried again", async () => {
    const { session, news } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    server.fault = 507;
    session.edit("type", write("a", "2"));
    await clock.pass(20_000);
    expect([session.saveState, kinds(news)]).toEqual(["unsaved", ["failed"]]);
    server.fault = undefined;
    await clock.pass(30_000);
    expect([session.saveState, kinds(news)]).toEqual(["saved", ["failed", "saved", "recovered"]]);
  });

  test("what is refused is not sent again until it has changed", async () => {
    const { session, news } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    server.fault = 400;
    session.edit("type", write("a", "2"));
    await clock.pass(60_000);
    expect([server.saves, session.saveState, store.records.size]).toEqual([1, "unsaved", 2]);
    expect(news).toMatchObject([{ kind: "failed", retried: false }]);
    server.fault = undefined;
    session.edit("type", write("a", "3"));
    await clock.pass(800);
    expect([session.saveState, textOf(saved(), "a")]).toEqual(["saved", "3"]);
  });

  test("a name that is another's, or is never written, is told and not sent again", async () => {
    server.put(graphOf({ z: "somebody else's" }));
    const { session, news } = openPage(graphOf({ a: "1" }), undefined, { server, clock, store });
    session.edit("type", write("a", "2"));
    await clock.pass(60_000);
    expect([kinds(news), session.saveState]).toEqual([["name-taken"], "unsaved"]);
    expect(textOf(saved(), "z")).toBe("somebody else's");
    server.fault = 409;
    const shipped = openSaved(graphOf({ a: "1" }, { name: "shipped" }), { server, clock, store });
    shipped.session.edit("type", write("a", "2"));
    await clock.pass(60_000);
    expect(kinds(shipped.news)).toEqual(["name-taken"]);
  });
});

describe("somebody else saves too", () => {
  test("what does not touch is merged, in a step that can be undone, and saved", async () => {
    const first = graphOf({ a: "1", b: "1" });
    const { session, news } = openSaved(first, { server, clock, store });
    session.edit("type", write("a", "mine"));
    server.put(write("b", "theirs")(first));
    await clock.pass(800);
    expect([textOf(saved(), "a"), textOf(saved(), "b"), session.saveState]).toEqual(["mine", "theirs", "saved"]);
    expect(session.steps.done.map(({ label }) => label)).toEqual(["type", "merged"]);
    expect(kinds(news)).toEqual(["merged", "saved"]);
    session.undo();
    expect([textOf(session.document, "a"), textOf(session.document, "b")]).toEqual(["mine", "1"]);
  });

  test("a page without edits of its own follows", async () => {
    const first = graphOf({ a: "1" });
    const { session, saver, news } = openSaved(first, { server, clock, store });
    server.put(write("a", "theirs")(first));
    saver.mayBeStale();
    await clock.pass(0);
    expect([textOf(session.document, "a"), session.saveState, session.etag]).toEqual(["theirs", "saved", server.graphsByName.get("film")!.etag]);
    expect(kinds(news)).toEqual(["updated"]);
    expect([server.saves, store.records.size]).toEqual([0, 0]);
  });

  test("several in a row are one step to undo", async () => {
    let theirs = graphOf({ a: "1" });
    const { session, saver } = openSaved(theirs, { server, clock, store });
    for (const text of ["2", "3", "4"]) {
      server.put(theirs = write("a", text)(theirs));
      saver.mayBeStale();
      await clock.pass(0);
    }
    expect(session.steps.done.length).toBe(1);
    expect(textOf(session.document, "a")).toBe("4");
  });

  test("the same place in two ways waits for a decision; nothing is sent, everything is kept", async () => {
    const first = graphOf({ a: "1", b: "1" });
    const { session, saver, news, drafts } = openSaved(first, { server, clock, store });
    session.edit("type", write("a", "mine"));
    server.put(write("a", "theirs")(first));
    await clock.pass(800);
    expect([session.saveState, kinds(news)]).toEqual(["conflict", ["conflict"]]);
    expect(saver.conflict!.conflicts.map(({ base, mine, theirs }) => [base, mine, theirs])).toEqual([["1", "mine", "theirs"]]);
    session.edit("type", write("b", "more of mine"));
    await clock.pass(60_000);
    expect([textOf(saved(), "a"), textOf(session.document, "a"), session.saveState]).toEqual(["theirs", "mine", "conflict"]);
    expect(textOf((await drafts.all())[0]!.document, "b")).toBe("more of mine");
    expect(kinds(news)).toEqual(["conflict"]);
  });

  test("a decision is one undoable step and is sent", async () => {
    const first = graphOf({ a: "1" });
    const { session, saver } = openSaved(first, { server, clock, store });
    session.edit("type", write("a", "mine"));
    server.put(write("a", "theirs")(first));
    await clock.pass(800);
    saver.decide(write("a", "both")(session.document));
    await clock.pass(0);
    expect([textOf(saved(), "a"), session.saveState, saver.conflict]).toEqual(["both", "saved", undefined]);
    session.undo();
    expect(textOf(session.document, "a")).toBe("mine");
  });

  test("taking all of theirs leaves nothing to send", async () => {
    const first = graphOf({ a: "1" });
    const { session, saver } = openSaved(first, { server, clock, store });
    session.edit("type", write("a", "mine"));
    const etag = server.put(write("a", "theirs")(first));
    await clock.pass(800);
    const saves = server.saves;
    saver.decide(write("a", "theirs")(first));
    await clock.pass(5000);
    expect([server.saves, session.saveState, session.etag, store.records.size]).toEqual([saves, "saved", etag, 0]);
  });

  test("an edit that gives way ends the conflict by itself", async () => {
    const first = graphOf({ a: "1", b: "1" });
    const { session, saver } = openSaved(first, { server, clock, store });
    session.edit("type", write("b", "mine"));
    session.edit("type", write("a", "mine"));
    server.put(write("a", "theirs")(first));
    await clock.pass(800);
    expect(session.saveState).toBe("conflict");
    session.undo();
    await clock.pass(800);
    expect([saver.conflict, session.saveState]).toEqual([undefined, "saved"]);
    expect([textOf(saved(), "a"), textOf(saved(), "b")]).toEqual(["theirs", "mine"]);
  });

  test("somebody who saves again and again is never overwritten", async () => {
    let theirs = graphOf({ a: "1", b: "1" });
    const { session } = openSaved(theirs, { server, clock, store });
    const save = server.saveGraph.bind(server);
    let left = 12;
    server.saveGraph = (document, etag) => {
      if (left-- > 0) server.put(theirs = write("b", `theirs ${left}`)(theirs));
      return save(document, etag);
    };
    session.edit("type", write("a", "mine"));
    await clock.pass(30_000);
    expect([textOf(saved(), "a"), textOf(saved(), "b"), session.saveState]).toEqual(["mine", "theirs 0", "saved"]);
  });

  test("a graph that was removed elsewhere is saved again by the next edit", async () => {
    const { session, saver, news } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    server.graphsByName.delete("film");
    saver.mayBeStale();
    await clock.pass(0);
    expect([kinds(news), session.saveState, session.etag]).toEqual([["removed"], "unsaved", undefined]);
    session.edit("type", write("a", "2"));
    await clock.pass(800);
    expect([textOf(saved(), "a"), session.saveState]).toEqual(["2", "saved"]);
  });
});

describe("after it has ended", () => {
  test("nothing is sent and the draft stays, unless it is not wanted", async () => {
    const { session, saver } = openSaved(graphOf({ a: "1" }), { server, clock, store });
    session.edit("type", write("a", "2"));
    await settled();
    saver.end({ removesDraft: false });
    session.edit("type", write("a", "3"));
    await clock.pass(60_000);
    expect([server.saves, store.records.size]).toEqual([0, 2]);
    saver.end({ removesDraft: true });
    await settled();
    expect(store.records.size).toBe(0);
  });
});
