import { readdir } from "node:fs/promises";
import { pinyin } from "pinyin-pro";
import { describe, expect, test } from "vitest";
import { commandEntries, graphEntries, nodeEntries } from "../../../editor/palette/entries.ts";
import { syllablesOf } from "../../../editor/palette/pinyin.ts";
import { search } from "../../../editor/palette/search.ts";
import type { Pack, PackListing } from "../../../runtime/contract/index.ts";
import { pinyinOf } from "../../../server/pinyin.ts";

const root = new URL("../../../nodes/", import.meta.url);
const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
const packs = await Promise.all(folders.map(async ({ name }) => ((await import(new URL(`${name}/pack.ts`, root).href)) as { default: Pack }).default));
const listings: PackListing[] = packs.map((pack) => ({ ...pack, types: pack.types ?? [], conversions: [], translations: pack.translations ?? {} }));
const sounds = await pinyinOf(listings);
const catalogue = { listings, pinyin: sounds };
const english = nodeEntries(catalogue, "en");
const chinese = nodeEntries(catalogue, "zh");

const found = (query: string, entries = english, recent: string[] = []) => search(query, entries, recent).map(({ entry }) => entry.id);
/** The highlighted parts of what a query found first. */
function marked(query: string, entries = english): string[] {
  return [...search(query, entries)[0]!.marks].flatMap(([{ text }, ranges]) => ranges.map(([start, end]) => text.slice(start, end)));
}

describe("in English", () => {
  test("a whole title is found before a title that begins with it, and that before one that has it as a later word", () => {
    expect(found("scene").slice(0, 2)).toEqual(["compose/scene", "script/scenes"]);
    expect(found("shot").slice(0, 2)).toEqual(["compose/shot", "cast/shot-prompt"]);
  });

  test("the beginnings of several words are found in any order", () => {
    expect(found("sto draw")[0]).toBe("picture/storyboard");
    expect(found("prompt shot")[0]).toBe("cast/shot-prompt");
  });

  test("initials find their title, and so do letters left out", () => {
    expect(found("wsp")[0]).toBe("cast/shot-prompt");
    expect(found("strbrd")[0]).toBe("picture/storyboard");
  });

  test("a slip of the finger is forgiven", () => {
    expect(found("subtiltes")[0]).toBe("compose/subtitles");
    expect(found("storybaord")[0]).toBe("picture/storyboard");
    expect(found("tempalte")).toContain("core/template");
  });

  test("slips are not looked for where something is found as typed", () => {
    expect(found("text")).not.toContain("script/assemble");
    expect(found("note")[0]).toBe("core/note");
  });

  test("a node type is found by its type, its pack and the words of its summary", () => {
    expect(found("voice/dub")[0]).toBe("voice/dub");
    expect(found("checks")).toEqual(expect.arrayContaining(["qa/technical", "qa/culture"]));
    expect(found("loudness")[0]).toBe("compose/episode");
  });

  test("nonsense finds nothing", () => {
    expect(found("qqzzxx")).toEqual([]);
  });

  test("full-width letters and capitals are letters", () => {
    expect(found("ＳＨＯＴ")[0]).toBe("compose/shot");
  });

  test("initials of pinyin do not push away what is read in English", () => {
    expect(found("sp")[0]).toBe("voice/speak");
    expect(found("peiyue")).toEqual(["voice/music"]);
  });
});

describe("in Chinese", () => {
  test("characters anywhere in a title find it, its beginning first", () => {
    expect(found("分镜", chinese)[0]).toBe("picture/storyboard");
    expect(found("字幕", chinese)[0]).toBe("compose/subtitles");
  });

  test("pinyin finds a title whole, by initials, mixed and half typed", () => {
    for (const typed of ["huizhifenjing", "hzfj", "huizfj", "fenjing", "fenj", "hui'zhi"]) expect(found(typed, chinese), typed).toContain("picture/storyboard");
    expect(found("hzfj", chinese)[0]).toBe("picture/storyboard");
    expect(found("zmpb", chinese)[0]).toBe("compose/subtitles");
    expect(found("zimu", chinese)[0]).toBe("compose/subtitles");
  });

  test("sounds that are often not told apart are found too", () => {
    expect(found("gusidagang", chinese)[0]).toBe("script/arc");
    expect(found("zenji", chinese)[0]).toBe("compose/episode");
  });

  test("English words still find their node types", () => {
    expect(found("storyboard", chinese)[0]).toBe("picture/storyboard");
    expect(found("subtiltes", chinese)[0]).toBe("compose/subtitles");
  });

  test("what matched is marked in the characters", () => {
    expect(marked("fenjing", chinese)).toEqual(["分镜"]);
    expect(marked("huizhi", chinese)).toEqual(["绘制"]);
    expect(marked("台词", chinese)).toEqual(["台词"]);
  });
});

test("what was used lately comes first among what fits equally well, never before a better match", () => {
  expect(found("shot", english, ["picture/storyboard", "cast/shot-prompt"]).slice(0, 2)).toEqual(["compose/shot", "cast/shot-prompt"]);
  expect(found("check", english, ["qa/culture"])[0]).toBe("qa/culture");
  expect(found("check", english, ["qa/continuity"])[0]).toBe("qa/continuity");
});

test("what matched is marked where it stands", () => {
  expect(marked("wsp")).toEqual(["W", "s", "p"]);
  expect(marked("board")).toEqual(["board"]);
  expect(marked("strbrd")).toEqual(["st", "r", "b", "rd"]);
});

test("saved graphs and commands are found by name and title", () => {
  const graphs = graphEntries([{ name: "opening", title: "片头", summary: "Title card and theme." }], { 片头: "piantou pt" });
  const commands = commandEntries([{ id: "graph.undo", group: "edit", title: () => "Undo" }]);
  expect(found("pt", graphs)).toEqual(["graph/opening"]);
  expect(found("graph/op", graphs)).toEqual(["graph/opening"]);
  expect(found("und", commands)).toEqual(["graph.undo"]);
});

test("an empty query finds everything in its own order", () => {
  expect(found(" ")).toEqual(english.map(({ id }) => id));
});

test("the pinyin of every title is divided among its characters", () => {
  for (const [title, typed] of Object.entries(sounds)) {
    const syllables = syllablesOf(title, typed);
    const characters = [...title].filter((character) => /\p{Script=Han}/u.test(character));
    expect(syllables?.filter(({ range: [start] }) => /\p{Script=Han}/u.test(title[start]!)).map(({ sound }) => sound), title)
      .toEqual(pinyin(title, { toneType: "none", type: "array", nonZh: "removed" }).map((sound) => sound.replaceAll("ü", "v")).slice(0, characters.length));
  }
});

test("pinyin that does not go with its title is left alone", () => {
  expect(syllablesOf("台词", "bank b")).toBeUndefined();
  expect(syllablesOf("台词", "")).toBeUndefined();
});
