import { describe, expect, test } from "vitest";
import { type KeyPress, matchesChord, parseChord, shownKeys } from "../../../editor/commands/keys.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });
const matches = (keys: string, pressed: KeyPress, isMac = false) => matchesChord(parseChord(keys), pressed, isMac);

describe("keys", () => {
  test("a chord is read with what is held down", () => {
    expect(parseChord("Shift+Mod+Z")).toEqual({ key: "z", mod: true, shift: true, alt: false });
    expect(parseChord("Mod++")).toEqual({ key: "+", mod: true, shift: false, alt: false });
    expect(parseChord("/")).toEqual({ key: "/", mod: false, shift: false, alt: false });
    expect(parseChord("Alt+ArrowLeft")).toEqual({ key: "ArrowLeft", mod: false, shift: false, alt: true });
  });

  test("Mod is Ctrl, and Cmd on a Mac", () => {
    expect(matches("Mod+Z", press("z", { ctrlKey: true }))).toBe(true);
    expect(matches("Mod+Z", press("z", { metaKey: true }))).toBe(false);
    expect(matches("Mod+Z", press("z", { metaKey: true }), true)).toBe(true);
    expect(matches("Mod+Z", press("z", { ctrlKey: true }), true)).toBe(false);
  });

  test("undo is not redo", () => {
    const redo = press("Z", { ctrlKey: true, shiftKey: true });
    expect(matches("Mod+Z", redo)).toBe(false);
    expect(matches("Shift+Mod+Z", redo)).toBe(true);
  });

  test("a letter counts by its place where the layout has no Latin letters", () => {
    expect(matches("Mod+S", press("ы", { code: "KeyS", ctrlKey: true }))).toBe(true);
  });

  test("a letter counts by what it types where the layout has it elsewhere", () => {
    expect(matches("Mod+Z", press("z", { code: "KeyW", ctrlKey: true }))).toBe(true);
    expect(matches("Mod+W", press("z", { code: "KeyW", ctrlKey: true }))).toBe(false);
  });

  test("a digit counts with Shift, whatever that types", () => {
    expect(matches("Shift+1", press("!", { code: "Digit1", shiftKey: true }))).toBe(true);
    expect(matches("Shift+1", press("1", { code: "Digit1" }))).toBe(false);
  });

  test("a sign counts however it is typed", () => {
    expect(matches("?", press("?", { code: "Slash", shiftKey: true }))).toBe(true);
    expect(matches("/", press("/", { code: "Digit7", shiftKey: true }))).toBe(true);
    expect(matches("/", press("/", { ctrlKey: true }))).toBe(false);
  });

  test("a named key needs exactly what is held down", () => {
    expect(matches("F6", press("F6"))).toBe(true);
    expect(matches("F6", press("F6", { shiftKey: true }))).toBe(false);
    expect(matches("Shift+F6", press("F6", { shiftKey: true }))).toBe(true);
  });

  test("keys are shown as the keyboard has them", () => {
    expect(shownKeys("Shift+Mod+Z", false)).toBe("Ctrl+Shift+Z");
    expect(shownKeys("Shift+Mod+Z", true)).toBe("⇧⌘Z");
    expect(shownKeys("Alt+ArrowLeft", false)).toBe("Alt+←");
    expect(shownKeys("Mod++", false)).toBe("Ctrl++");
    expect(shownKeys("Delete", false)).toBe("Del");
  });
});
