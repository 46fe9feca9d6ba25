import { describe, expect, test } from "vitest";
import type { Command } from "../../../editor/commands/command.ts";
import { commandFor, type KeyEvent, placeOf } from "../../../editor/commands/dispatch.ts";
import type { Workspace } from "../../../editor/state/workspace.ts";

const event = (key: string, more: Partial<KeyEvent> = {}): KeyEvent => ({ key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false, keyCode: 0, defaultPrevented: false, ...more });
const command = (id: string, more: Partial<Command> = {}): Command => ({ id, title: () => id, group: "view", run() {}, ...more });
const workspace = {} as Workspace;

const mute = command("mute", { group: "edit", keys: ["M"] });
const undo = command("undo", { group: "edit", keys: ["Mod+Z"], scope: "page" });
const run = command("run", { group: "run", keys: ["Mod+Enter"], scope: "typing" });
const commands = [mute, undo, run];
const found = (pressed: KeyEvent, place: Parameters<typeof commandFor>[1], list: readonly Command[] = commands) => commandFor(pressed, place, { commands: list, workspace, isMac: false })?.id;

describe("the command that a key means", () => {
  test("in the view of the graph every key counts", () => {
    expect(found(event("m"), "view")).toBe("mute");
    expect(found(event("z", { ctrlKey: true }), "view")).toBe("undo");
    expect(found(event("Enter", { ctrlKey: true }), "view")).toBe("run");
  });

  test("in a panel the keys that act on the selection do not count", () => {
    expect(found(event("m"), "page")).toBeUndefined();
    expect(found(event("z", { ctrlKey: true }), "page")).toBe("undo");
  });

  test("Tab is a command on the canvas alone, where there is no next control", () => {
    const add = command("add", { group: "insert", keys: ["Tab", "/"] });
    expect(found(event("Tab"), "canvas", [add])).toBe("add");
    for (const place of ["view", "page", "typing"] as const) expect(found(event("Tab"), place, [add])).toBeUndefined();
    expect(found(event("/"), "view", [add])).toBe("add");
  });

  test("while typing only those marked for it count", () => {
    expect(found(event("m"), "typing")).toBeUndefined();
    expect(found(event("z", { ctrlKey: true }), "typing")).toBeUndefined();
    expect(found(event("Enter", { ctrlKey: true }), "typing")).toBe("run");
  });

  test("in a dialog or a menu none counts", () => {
    expect(found(event("Enter", { ctrlKey: true }), "closed")).toBeUndefined();
  });

  test("an input method keeps its keys", () => {
    expect(found(event("m", { isComposing: true }), "view")).toBeUndefined();
    expect(found(event("m", { keyCode: 229 }), "view")).toBeUndefined();
  });

  test("a key that somebody has dealt with counts no more", () => {
    expect(found(event("m", { defaultPrevented: true }), "view")).toBeUndefined();
  });

  test("a command that cannot be done leaves its key to the next", () => {
    const off = command("off", { keys: ["M"], isEnabled: () => false });
    expect(found(event("m"), "view", [off, mute])).toBe("mute");
  });
});

describe("where a key was pressed", () => {
  const body = { localName: "body" };

  test("in fields for text, and choices, one is typing", () => {
    expect(placeOf([{ localName: "textarea" }, { localName: "rw-canvas" }, body])).toBe("typing");
    expect(placeOf([{ localName: "input", type: "number" }, body])).toBe("typing");
    expect(placeOf([{ localName: "select" }, body])).toBe("typing");
    expect(placeOf([{ localName: "div", isContentEditable: true }, body])).toBe("typing");
  });

  test("a check box or a slider is no typing", () => {
    expect(placeOf([{ localName: "input", type: "checkbox" }, body])).toBe("page");
    expect(placeOf([{ localName: "input", type: "range" }, body])).toBe("page");
  });

  test("the canvas, the outline and the bare page are the view", () => {
    expect(placeOf([{ localName: "div" }, { localName: "rw-canvas" }, body])).toBe("canvas");
    expect(placeOf([{ localName: "button" }, { localName: "rw-canvas" }, body])).toBe("view");
    expect(placeOf([{ localName: "button" }, { localName: "rw-outline" }, body])).toBe("view");
    expect(placeOf([{ localName: "main" }, body])).toBe("view");
    expect(placeOf([body])).toBe("view");
    expect(placeOf([{ localName: "button" }, { localName: "rw-items" }, body])).toBe("page");
  });

  test("an open dialog and a menu keep their keys", () => {
    expect(placeOf([{ localName: "button" }, { localName: "dialog", open: true }, body])).toBe("closed");
    expect(placeOf([{ localName: "button" }, { localName: "div", getAttribute: () => "menu" }, body])).toBe("closed");
  });
});
