import { expect, it } from "vitest";
import { buildVtt } from "../../../nodes/compose/vtt.ts";
import type { Cue } from "../../../nodes/story/index.ts";
import { firstFrameAt, readClock } from "./clock-reader.ts";

const cue = (lines: string[], start: number, end: number, speaker = "li-wei"): Cue => ({ line: "s01/l01", speaker, lines, language: "zh-CN", start, end });

it("writes a header, named cues, and captions near the top", () => {
  expect(buildVtt([cue(["除夕夜"], 0, 50, ""), cue(["我回来了！"], 52, 100)], { num: 25, den: 1 })).toBe(
    "WEBVTT\n\n1 s01/l01\n00:00:00.000 --> 00:00:02.000 line:16% align:center\n除夕夜\n\n2 s01/l01\n00:00:02.080 --> 00:00:04.000\n我回来了！\n",
  );
});

it("escapes what WebVTT would read as markup or times", () => {
  const text = buildVtt([cue(["<i>A & B</i> --> C"], 0, 50)], { num: 25, den: 1 });
  expect(text).toContain("&lt;i&gt;A &amp; B&lt;/i&gt; --&gt; C");
  expect(text.match(/-->/g)).toHaveLength(1);
});

it("agrees with the frames at a fractional rate", () => {
  const rate = { num: 24_000, den: 1001 };
  for (let frame = 0; frame < 4000; frame += 11) {
    const [, from, to] = /\n(\S+) --> (\S+)\n/.exec(buildVtt([cue(["嗯。"], frame, frame + 3)], rate))!;
    expect([firstFrameAt(readClock(from!), rate), firstFrameAt(readClock(to!), rate)]).toEqual([frame, frame + 3]);
  }
});
