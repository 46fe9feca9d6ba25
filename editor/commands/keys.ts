/** A key with what is held down, as commands name it: `Shift+Mod+Z`. Mod is Ctrl, or Cmd on a Mac. */
export interface Chord {
  /** Lower case for letters; else as `KeyboardEvent.key` has it. */
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** The part of a keyboard event that is read. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export function parseChord(text: string): Chord {
  // The plus sign is a key too: `Mod++`.
  const names = text.endsWith("+") ? [...text.slice(0, -1).split("+").filter((name) => name !== ""), "+"] : text.split("+");
  const key = names.at(-1)!;
  const held = new Set(names.slice(0, -1));
  return { key: key.length === 1 ? key.toLowerCase() : key, mod: held.has("Mod"), shift: held.has("Shift"), alt: held.has("Alt") };
}

/** Letters and digits also count by their place on the keyboard, for layouts and input methods that have others there. */
export function matchesChord(chord: Chord, press: KeyPress, isMac: boolean): boolean {
  const [mod, other] = isMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (mod !== chord.mod || other || press.altKey !== chord.alt) return false;
  if (/^[a-z]$/.test(chord.key)) return press.shiftKey === chord.shift && letterOf(press) === chord.key;
  if (/^[0-9]$/.test(chord.key)) return press.shiftKey === chord.shift && (press.key === chord.key || press.code === `Digit${chord.key}`);
  // Where a sign lies, and whether it takes Shift, differs between layouts: `?` is what types a question mark.
  if (chord.key.length === 1) return press.key === chord.key && (!chord.shift || press.shiftKey);
  return press.key === chord.key && press.shiftKey === chord.shift;
}

function letterOf({ key, code }: KeyPress): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
}

const macSigns: Readonly<Record<string, string>> = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "↩", Backspace: "⌫", Delete: "⌦", Escape: "esc", Tab: "⇥" };
const names: Readonly<Record<string, string>> = { Mod: "Ctrl", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc", Delete: "Del" };

/** As the keyboard in front of the user has it: `Ctrl+Shift+Z`, or `⇧⌘Z`. */
export function shownKeys(text: string, isMac: boolean): string {
  const { key, mod, shift, alt } = parseChord(text);
  const held = [...(mod ? ["Mod"] : []), ...(alt ? ["Alt"] : []), ...(shift ? ["Shift"] : [])];
  const last = key.length === 1 ? key.toUpperCase() : key;
  if (!isMac) return [...held, last].map((name) => names[name] ?? name).join("+");
  return [...held.reverse(), last].map((name) => macSigns[name] ?? names[name] ?? name).join("");
}
