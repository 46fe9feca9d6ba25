import { expect, test } from "vitest";
import { DraftWriter } from "../../../editor/keeping/draft-writer.ts";
import { Drafts } from "../../../editor/keeping/drafts.ts";
import { graphOf, MemoryStore, settled, textOf, write } from "./kit.ts";

const base = graphOf({ a: "1" });
const unsaved = (text: string, at = 0) => ({ document: write("a", text)(base), base, etag: "\"1\"", at });

function writerOf(store: MemoryStore, tab = "one"): { readonly writer: DraftWriter; readonly drafts: Drafts; readonly log: unknown[] } {
  const drafts = new Drafts(store);
  const log: unknown[] = [];
  return { drafts, log, writer: new DraftWriter(drafts, { name: "film", tab }, { failed: (error) => log.push((error as Error).message), recovered: () => log.push("recovered") }) };
}

test("while a write is under way only the newest waits for it", async () => {
  const store = new MemoryStore();
  const { writer, drafts } = writerOf(store);
  store.hold();
  for (const text of ["2", "3", "4", "5"]) writer.keep(unsaved(text));
  expect(store.writes).toBe(1);
  await store.release();
  expect(store.writes).toBe(2);
  expect(textOf((await drafts.all())[0]!.document, "a")).toBe("5");
});

test("what is not needed any more goes, also when its write is still under way", async () => {
  const store = new MemoryStore();
  const { writer } = writerOf(store);
  store.hold();
  writer.keep(unsaved("2"));
  writer.keep(undefined);
  await store.release();
  await settled();
  expect(store.records.size).toBe(0);
  writer.keep(unsaved("3"));
  await writer.idle();
  writer.keep(undefined);
  await writer.idle();
  expect(store.records.size).toBe(0);
});

test("the base is written once, and again when it is another", async () => {
  const store = new MemoryStore();
  const written: string[][] = [];
  const set = store.setMany.bind(store);
  store.setMany = (entries) => {
    written.push(entries.map(([key]) => key));
    return set(entries);
  };
  const { writer, drafts } = writerOf(store);
  for (const text of ["2", "3"]) {
    writer.keep(unsaved(text));
    await writer.idle();
  }
  const other = graphOf({ a: "0" });
  writer.keep({ ...unsaved("4"), base: other });
  await writer.idle();
  expect(written).toEqual([["draft/film/one", "base/film/one"], ["draft/film/one"], ["draft/film/one", "base/film/one"]]);
  expect((await drafts.all())[0]!.base).toEqual(other);
});

test("when the page goes, what waits is handed over at once", async () => {
  const store = new MemoryStore();
  const { writer, drafts } = writerOf(store);
  store.hold();
  writer.keep(unsaved("2"));
  writer.keep(unsaved("3"));
  writer.flush();
  expect(store.writes).toBe(2);
  await store.release();
  expect(textOf((await drafts.all())[0]!.document, "a")).toBe("3");
});

test("a browser that keeps nothing is told of once, and when it does again", async () => {
  const store = new MemoryStore();
  const { writer, log } = writerOf(store);
  store.fault = new Error("quota");
  for (const text of ["2", "3"]) {
    writer.keep(unsaved(text));
    expect(await writer.idle()).toBe(false);
  }
  expect([writer.isFailing, log]).toEqual([true, ["quota"]]);
  store.fault = undefined;
  writer.keep(unsaved("4"));
  expect(await writer.idle()).toBe(true);
  expect([writer.isFailing, log]).toEqual([false, ["quota", "recovered"]]);
});

test("pages do not touch each other's drafts; those of pages that are gone are found, the newest first", async () => {
  const store = new MemoryStore();
  const pages = ["one", "two", "three"].map((tab) => writerOf(store, tab));
  for (const [index, { writer }] of pages.entries()) {
    writer.keep(unsaved(`from ${index}`, index));
    await writer.idle();
  }
  const { drafts } = pages[0]!;
  const found = async (living: ReadonlySet<string> | undefined) => (await drafts.orphans("film", "one", living)).map(({ tab }) => tab);
  expect(await found(new Set(["one"]))).toEqual(["three", "two"]);
  expect(await found(new Set(["one", "three"]))).toEqual(["two"]);
  expect(await found(undefined)).toEqual(["three", "two"]);
  expect(await drafts.orphans("other", "one", new Set())).toEqual([]);
  pages[1]!.writer.keep(undefined);
  await pages[1]!.writer.idle();
  expect((await drafts.all()).map(({ tab }) => tab)).toEqual(["three", "one"]);
});

test("graphs with drafts are listed once each", async () => {
  const store = new MemoryStore();
  const drafts = new Drafts(store);
  await drafts.put({ ...unsaved("2", 1), name: "film", tab: "one" });
  await drafts.put({ ...unsaved("3", 3), name: "film", tab: "two" });
  await drafts.put({ ...unsaved("4", 2), etag: undefined, name: "new", tab: "one" });
  expect(await drafts.list()).toEqual([
    { name: "film", title: "Film", at: 3, nodes: 1, isNew: false },
    { name: "new", title: "Film", at: 2, nodes: 1, isNew: true },
  ]);
});

test("a draft without its base, as nobody writes it, is passed over", async () => {
  const store = new MemoryStore();
  store.records.set("draft/film/one", { name: "film" });
  expect(await new Drafts(store).all()).toEqual([]);
});
