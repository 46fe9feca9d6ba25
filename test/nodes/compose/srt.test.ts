import { expect, it } from "vitest";
import { buildSrt } from "../../../nodes/compose/srt.ts";
import type { Cue } from "../../../nodes/story/index.ts";
import { firstFrameAt, readClock } from "./clock-reader.ts";

const rate = { num: 25, den: 1 };
const cue = (lines: string[], start: number, end: number): Cue => ({ line: "l01", speaker: "li-wei", lines, language: "zh-CN", start, end });

it("writes numbered cues with commas in their times", () => {
  expect(buildSrt([cue(["奶奶，我回来了！", "好久没吃您做的饺子了。"], 0, 88), cue(["嗯。"], 90, 90_075)], rate)).toBe(
    "1\n00:00:00,000 --> 00:00:03,520\n奶奶，我回来了！\n好久没吃您做的饺子了。\n\n2\n00:00:03,600 --> 01:00:03,000\n嗯。\n",
  );
});

it("shows each cue on exactly its frames at a fractional rate", () => {
  const ntsc = { num: 30_000, den: 1001 };
  for (let frame = 0; frame < 4000; frame += 7) {
    const [, from, to] = /\n(\S+) --> (\S+)\n/.exec(buildSrt([cue(["嗯。"], frame, frame + 2)], ntsc))!;
    expect(firstFrameAt(readClock(from!), ntsc)).toBe(frame);
    expect(firstFrameAt(readClock(to!), ntsc)).toBe(frame + 2);
  }
});

it("lets no text pass for times, tags or overrides", () => {
  const text = buildSrt([cue(["--> <b>不</b> {\\an8} 3 < 5"], 0, 50)], rate);
  expect(text.match(/-->/g)).toHaveLength(1);
  expect(text).not.toMatch(/<b>|\{\\/);
  expect(text).toContain("3 < 5");
});
