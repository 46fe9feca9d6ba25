import { beforeEach, expect, test } from "vitest";
import { Tabs } from "../../../editor/keeping/tabs.ts";
import { Browser } from "./kit.ts";

let browser: Browser;
let heard: string[];
beforeEach(() => {
  browser = new Browser();
  heard = [];
});

const page = (id: string) => new Tabs(id, browser.channel(), () => heard.push(id));

test("pages with the same graph know of each other, whoever came first", () => {
  const [a, b, c] = [page("a"), page("b"), page("c")];
  a.open("film");
  b.open("film");
  c.open("other");
  expect([a.sharing, b.sharing, c.sharing]).toEqual([1, 1, 0]);
  c.open("film");
  expect([a.sharing, b.sharing, c.sharing]).toEqual([2, 2, 2]);
});

test("a page that opens another graph, or goes, is no longer counted", () => {
  const [a, b, c] = [page("a"), page("b"), page("c")];
  for (const one of [a, b, c]) one.open("film");
  b.open("other");
  expect([a.sharing, b.sharing, c.sharing]).toEqual([1, 0, 1]);
  c.end();
  expect(a.sharing).toBe(0);
});

test("a page that went without a word is forgotten when it is missed", () => {
  const [a, b] = [page("a"), page("b")];
  a.open("film");
  b.open("film");
  browser.isDeaf = true;
  b.end();
  browser.isDeaf = false;
  expect(a.sharing).toBe(1);
  a.keepOnly(undefined);
  expect(a.sharing).toBe(1);
  a.keepOnly(new Set(["a"]));
  expect(a.sharing).toBe(0);
});

test("a save is heard by the pages with the same graph, and by no other", () => {
  const [a, b, c] = [page("a"), page("b"), page("c")];
  a.open("film");
  b.open("film");
  c.open("other");
  a.saved();
  expect(heard).toEqual(["b"]);
});

test("pages without a graph are no company for each other", () => {
  const [a, b] = [page("a"), page("b")];
  a.open(undefined);
  b.open(undefined);
  b.saved();
  expect([a.sharing, b.sharing, heard]).toEqual([0, 0, []]);
});

test("who watches is told when company comes and goes, and only then", () => {
  const a = page("a");
  a.open("film");
  let times = 0;
  a.subscribe(() => { times++; });
  const b = page("b");
  b.open("film");
  expect(times).toBe(1);
  b.saved();
  expect(times).toBe(1);
  b.end();
  expect(times).toBe(2);
});

test("a page that is put aside is not counted until it is shown again", () => {
  const [a, b] = [page("a"), page("b")];
  a.open("film");
  b.open("film");
  b.away();
  expect(a.sharing).toBe(0);
  b.back();
  expect([a.sharing, b.sharing]).toEqual([1, 1]);
});
