import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Command } from "../../../editor/commands/command.ts";
import { scopeOf } from "../../../editor/commands/dispatch.ts";
import { parseChord, shownKeys } from "../../../editor/commands/keys.ts";
import type { Workspace } from "../../../editor/state/workspace.ts";

let commands: readonly Command[];
let inLanguage: (language: "en" | "zh") => string[];

beforeAll(async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value) });
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {} }));
  vi.stubGlobal("document", { documentElement: { dataset: {}, lang: "" } });
  vi.stubGlobal("navigator", { language: "en-US", platform: "Linux" });
  const { settings } = await import("../../../editor/state/settings.ts");
  ({ allCommands: commands } = await import("../../../editor/commands/all.ts"));
  inLanguage = (language) => {
    settings.setLanguage(language);
    return commands.map((command) => command.title());
  };
});

describe("all commands", () => {
  test("each has a name of its own", () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  });

  test("no two answer to the same keys", () => {
    const owners = new Map<string, string[]>();
    for (const { id, keys = [] } of commands) for (const key of keys) {
      const chord = JSON.stringify(parseChord(key));
      owners.set(chord, [...owners.get(chord) ?? [], id]);
    }
    expect([...owners.values()].filter((ids) => ids.length > 1)).toEqual([]);
  });

  test("none that answers while one is typing is a key that types", () => {
    const typing = commands.filter((command) => scopeOf(command) === "typing").flatMap(({ keys = [] }) => keys.map(parseChord));
    expect(typing.filter(({ key, mod, alt }) => key.length === 1 && !mod && !alt)).toEqual([]);
  });

  test("each is called something in both languages", () => {
    const [english, chinese] = [inLanguage("en"), inLanguage("zh")];
    const own = new Set(["view.language-en", "view.language-zh"]);
    commands.forEach(({ id }, index) => {
      expect(english[index], id).toMatch(/\S/);
      expect(chinese[index], id).toMatch(/\p{Script=Han}|English/u);
      if (!own.has(id)) expect(english[index], id).not.toMatch(/\p{Script=Han}/u);
    });
  });

  test("nothing is done to the open graph while the page shows all graphs", () => {
    const step = {};
    const session = { steps: { done: [step], undone: [step] }, selection: new Set(["node:a"]), document: { nodes: { a: { type: "x/y" } } }, etag: "1", saveState: "saved" };
    const gallery = { view: "gallery", session, online: true } as unknown as Workspace;
    const possible = commands.filter(({ group, isEnabled }) => group !== "view" && (isEnabled?.(gallery) ?? true));
    expect(possible.map(({ id }) => id)).toEqual(["file.new", "file.all", "file.open-file"]);
  });

  test("every key can be shown", () => {
    for (const { keys = [] } of commands) for (const key of keys) for (const isMac of [true, false]) expect(shownKeys(key, isMac)).toMatch(/\S/);
  });

  test("none of the browser's own shortcuts for its tabs and windows is taken", () => {
    const taken = commands.flatMap(({ keys = [] }) => keys).filter((key) => /^(Shift\+)?Mod\+[TWNQ]$|^Mod\+[1-9]$|^F5$|^Mod\+L$/i.test(key));
    expect(taken).toEqual([]);
  });
});
