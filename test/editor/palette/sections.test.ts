import { expect, test } from "vitest";
import { commandEntries } from "../../../editor/palette/entries.ts";
import { excerptOf, partsOf } from "../../../editor/palette/excerpt.ts";
import { withUsed } from "../../../editor/palette/recent.ts";
import { type Entry, field } from "../../../editor/palette/search.ts";
import { sectionsOf } from "../../../editor/palette/sections.ts";

const node = (id: string, title: string): Entry => ({ id, kind: "node", group: id.split("/")[0]!, fields: [field("title", title), field("type", id)] });
const nodes: Entry[] = [node("core/text", "Text"), node("script/arc", "Story arc"), node("script/scenes", "Scenes"), { ...node("graph/opening", "Opening scenes"), kind: "graph" }];
const commands = commandEntries([{ id: "edit.undo", group: "edit", title: () => "Undo" }, { id: "view.scenes", group: "view", title: () => "Show scenes" }]);

function shown(query: string, { mode = "nodes" as "nodes" | "commands", recent = [] as string[] } = {}): Record<string, string[]> {
  return Object.fromEntries(sectionsOf({ query, mode, nodes, commands, recent }).map(({ id, hits }) => [id, hits.map(({ entry }) => entry.id)]));
}

test("without a query everything is under its pack, saved graphs last", () => {
  expect(shown("")).toEqual({ "pack:core": ["core/text"], "pack:script": ["script/arc", "script/scenes"], graphs: ["graph/opening"] });
});

test("without a query what was used lately is shown first, and stays under its pack", () => {
  expect(shown("", { recent: ["edit.undo", "script/scenes", "gone/type"] })).toMatchObject({ recent: ["script/scenes"], "pack:script": ["script/arc", "script/scenes"] });
  expect(Object.keys(shown("", { recent: ["script/scenes"] }))[0]).toBe("recent");
});

test("with a query all packs are one list, and commands that match come after it", () => {
  expect(shown("scenes")).toEqual({ nodes: ["script/scenes", "graph/opening"], commands: ["view.scenes"] });
  expect(Object.keys(shown("scenes"))).toEqual(["nodes", "commands"]);
});

test("among commands it is the other way round", () => {
  expect(shown("", { mode: "commands" })).toEqual({ "group:edit": ["edit.undo"], "group:view": ["view.scenes"] });
  expect(Object.keys(shown("scenes", { mode: "commands" }))).toEqual(["commands", "nodes"]);
});

test("a section without anything in it is left out", () => {
  expect(shown("undo")).toEqual({ commands: ["edit.undo"] });
  expect(shown("qqzz")).toEqual({});
});

test("what is used comes to the front once, and the list stays short", () => {
  expect(withUsed(["a", "b", "c"], "c")).toEqual(["c", "a", "b"]);
  const many = Array.from({ length: 20 }, (_, index) => `n${index}`);
  expect(withUsed(many, "new")).toHaveLength(12);
});

test("a text is divided where it is highlighted; ranges that overlap are one", () => {
  expect(partsOf("storyboard", [[0, 5], [3, 7]])).toEqual([{ text: "storybo", on: true }, { text: "ard", on: false }]);
  expect(partsOf("storyboard")).toEqual([{ text: "storyboard", on: false }]);
});

test("a long text is shown from shortly before what matched", () => {
  const text = "Asks the dialogue writer for one planned scene: its lines, and the shots that show them.";
  const found = text.indexOf("shots");
  const excerpt = excerptOf(text, [[found, found + 5]]);
  expect(excerpt.text.startsWith("…")).toBe(true);
  expect(excerpt.ranges.map(([start, end]) => excerpt.text.slice(start, end))).toEqual(["shots"]);
  expect(excerptOf("Draws the still of a shot", [[21, 25]]).text).toBe("Draws the still of a shot");
});
