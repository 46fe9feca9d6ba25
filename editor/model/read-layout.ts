import type { Frame, Layout, Note, Point, Rect } from "./layout.ts";

/**
 * The layout block as it can be worked with. A file may come from anywhere: what is not as it should be is passed over
 * here, and stays in the document. The same object comes back when all of it is sound.
 */
export function readLayout(raw: Readonly<Record<string, unknown>>): Layout {
  const found = read.get(raw);
  if (found) return found;
  const layout: Record<string, unknown> = {};
  let isSound = true;
  for (const [name, block] of Object.entries(raw)) {
    const sound = Object.hasOwn(readers, name) ? soundBlock(block, readers[name as keyof Layout]) : block;
    isSound &&= sound === block;
    if (sound !== undefined) layout[name] = sound;
  }
  const result = (isSound ? raw : layout) as Layout;
  read.set(raw, result);
  return result;
}

/** Layouts, and blocks of them, that have been read: a block that did not change is not looked through again. */
const read = new WeakMap<object, Layout>();
const blocks = new WeakMap<object, unknown>();

function soundBlock(block: unknown, reader: (block: unknown) => unknown): unknown {
  if (typeof block !== "object" || block === null) return undefined;
  if (!blocks.has(block)) blocks.set(block, reader(block));
  return blocks.get(block);
}

const readers: { readonly [K in keyof Layout]-?: (block: unknown) => unknown } = {
  nodes: (block) => recordOf(block, isPoint),
  collapsed: (block) => listOf(block, isText),
  colours: (block) => recordOf(block, isNumber),
  shown: (block) => recordOf(block, (value) => Array.isArray(value) && value.every(isText)),
  frames: (block) => listOf(block, isFrame),
  notes: (block) => listOf(block, isNote),
  bends: (block) => recordOf(block, (value) => Array.isArray(value) && value.length > 0 && value.every(isPoint)),
};

function recordOf(block: unknown, isSound: (value: unknown) => boolean): object | undefined {
  if (Array.isArray(block)) return undefined;
  const entries = Object.entries(block as object);
  return entries.every(([, value]) => isSound(value)) ? block as object : Object.fromEntries(entries.filter(([, value]) => isSound(value)));
}

function listOf(block: unknown, isSound: (value: unknown) => boolean): readonly unknown[] | undefined {
  if (!Array.isArray(block)) return undefined;
  return block.every(isSound) ? block : block.filter(isSound);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isPoint(value: unknown): value is Point {
  return Array.isArray(value) && value.length === 2 && value.every(isNumber);
}

function isRect(value: unknown): value is Rect & Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const { x, y, width, height } = value as Partial<Rect>;
  return [x, y, width, height].every(isNumber) && width! >= 0 && height! >= 0;
}

function isFrame(value: unknown): value is Frame {
  return isRect(value) && isText(value["id"]) && isText(value["title"]) && (value["hue"] === undefined || isNumber(value["hue"]));
}

function isNote(value: unknown): value is Note {
  return isRect(value) && isText(value["id"]) && isText(value["text"]);
}
