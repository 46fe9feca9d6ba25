import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type AssFrame, buildAss } from "../../../nodes/compose/ass.ts";
import { subtitleFont } from "../../../nodes/compose/font.ts";
import type { Cue } from "../../../nodes/story/index.ts";
import type { Ffmpeg } from "../../../runtime/contract/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { firstFrameAt, readClock } from "./clock-reader.ts";
import { recordedCaller } from "../../kit/caller.ts";

const rate = { num: 25, den: 1 };
const frame: AssFrame = { width: 1080, height: 1920, rate };
const cue = (lines: string[], start: number, end: number, more: Partial<Cue> = {}): Cue => ({ line: "l01", speaker: "li-wei", lines, language: "zh-CN", start, end, ...more });
const eventsOf = (ass: string) => [...ass.matchAll(/^Dialogue: 0,([^,]+),([^,]+),(\w+),,0,0,0,,(.*)$/gm)].map(([, from, to, style, text]) => ({ from: from!, to: to!, style: style!, text: text! }));

const folder = await mkdtemp(join(tmpdir(), "reelwright-ass-"));
const systemFonts = process.env["FONTCONFIG_FILE"];
let ffmpeg: Ffmpeg;

beforeAll(async () => {
  // No font of the machine may help: what is drawn comes from the pack's own.
  await writeFile(join(folder, "empty.conf"), '<?xml version="1.0"?><fontconfig></fontconfig>');
  process.env["FONTCONFIG_FILE"] = join(folder, "empty.conf");
  await symlink(subtitleFont.folder, join(folder, "fonts"));
  ffmpeg = (await ffmpegProvider.open()).bind(recordedCaller());
});
afterAll(async () => {
  if (systemFonts === undefined) delete process.env["FONTCONFIG_FILE"];
  else process.env["FONTCONFIG_FILE"] = systemFonts;
  await rm(folder, { recursive: true, force: true });
});

/** @returns the box of everything lighter than the grey it is drawn on, frame by frame; undefined where nothing is */
async function draw(cues: Cue[], frames: number, on: AssFrame = frame) {
  await writeFile(join(folder, "subtitles.ass"), await buildAss(cues, on));
  await ffmpeg.run({
    folder, inputs: [],
    filter: `color=c=0x303030:s=${on.width}x${on.height}:r=25:d=${frames / 25},format=yuv420p,ass=subtitles.ass:fontsdir=fonts[drawn]`,
    outputs: [{ path: "%03d.png", options: ["-map", "[drawn]", "-frames:v", String(frames), "-start_number", "0"] }],
  });
  return Promise.all(Array.from({ length: frames }, (_, index) => whiteBox(join(folder, `${String(index).padStart(3, "0")}.png`))));
}

async function whiteBox(path: string) {
  const { data, info } = await sharp(path).greyscale().raw().toBuffer({ resolveWithObject: true });
  let box: { left: number; right: number; top: number; bottom: number } | undefined;
  for (let index = 0; index < data.length; index++) {
    if (data[index]! < 140) continue;
    const [x, y] = [index % info.width, Math.floor(index / info.width)];
    box = box
      ? { left: Math.min(box.left, x), right: Math.max(box.right, x), top: Math.min(box.top, y), bottom: Math.max(box.bottom, y) }
      : { left: x, right: x, top: y, bottom: y };
  }
  return box;
}

it("is drawn inside the safe area on exactly its frames, with no font but its own", async () => {
  const boxes = await draw([cue(["我们今年一定要回老家陪奶奶过节", "爷爷当年就站在这棵老槐树底下，"], 2, 4), cue(["嗯。"], 6, 7)], 8);
  expect(boxes.map((box) => box !== undefined)).toEqual([false, false, true, true, false, false, true, false]);
  const [wide, short] = [boxes[2]!, boxes[6]!];
  expect(wide.left).toBeGreaterThanOrEqual(150);
  expect(wide.right).toBeLessThan(1080 - 150);
  expect(wide.bottom).toBeLessThan(1920 - 440);
  expect(wide.bottom).toBeGreaterThan(1920 - 500);
  expect(wide.bottom - wide.top).toBeGreaterThan(90);
  expect(short.right - short.left).toBeLessThan(120);
});

it("sets a full row of English smaller rather than past the safe area", async () => {
  const [box] = await draw([cue(["WHEN WILL YOU COME HOME TO MOM AND ME MAX?"], 0, 1, { language: "en-US" })], 1);
  expect(box!.left).toBeGreaterThanOrEqual(150);
  expect(box!.right).toBeLessThan(930);
});

it("stands captions in the upper part of the picture", async () => {
  const [box] = await draw([cue(["除夕夜 · 奶奶家"], 0, 1, { speaker: "" })], 1);
  expect(box!.top).toBeGreaterThan(150);
  expect(box!.bottom).toBeLessThan(500);
});

it("scales with the picture, so that a draft looks like the final", async () => {
  const [final] = await draw([cue(["我回来了！"], 0, 1)], 1);
  const [draft] = await draw([cue(["我回来了！"], 0, 1)], 1, { ...frame, width: 540, height: 960 });
  expect(Math.abs(draft!.left * 2 - final!.left)).toBeLessThanOrEqual(3);
  expect(Math.abs(draft!.bottom * 2 - final!.bottom)).toBeLessThanOrEqual(3);
});

it("writes times that neither overlap nor miss a frame, at whole and fractional rates", async () => {
  for (const on of [rate, { num: 30_000, den: 1001 }, { num: 24, den: 1 }]) {
    const cues = Array.from({ length: 400 }, (_, index) => cue(["嗯"], index * 3, index * 3 + 3));
    const events = eventsOf(await buildAss(cues, { ...frame, rate: on }));
    expect(events).toHaveLength(400);
    for (const [index, event] of events.entries()) {
      expect(firstFrameAt(readClock(event.from), on)).toBe(index * 3);
      expect(firstFrameAt(readClock(event.to), on)).toBe(index * 3 + 3);
      expect(readClock(event.to)).toBeLessThanOrEqual(readClock(events[index + 1]?.from ?? "9:00:00.00"));
    }
  }
});

it("takes no text for a command, and sets Latin quotes that fit Latin letters", async () => {
  const [command, latin, chinese] = eventsOf(await buildAss([
    cue(["{\\fs200}大\\N小"], 0, 5),
    cue(["Don’t “joke”"], 6, 9, { language: "en-US" }),
    cue(["“好！”"], 10, 20),
  ], frame));
  expect(command!.text).toBe("｛＼fs200｝大＼N小");
  expect(latin!.text).toMatch(/Don't "joke"$/);
  expect(chinese!.text).toBe("“好！”");
});
