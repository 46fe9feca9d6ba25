import { describe, expect, test } from "vitest";
import { peaksOf, thinned } from "../../../editor/runs/media/peaks.ts";
import { artifactsIn, bySeverity, fileName, isFindings, isReport, labelOf, mainArtifact, mediaKind } from "../../../editor/runs/media/shape.ts";
import type { Artifact } from "../../../runtime/contract/types.ts";
import { dumplingEvents } from "./recorded.ts";

const artifact = (letter: string, media: string): Artifact => ({ artifact: letter.repeat(64), media, bytes: 5 });
const finished = dumplingEvents().find((event) => event.type === "run.finished")!;
const outputs = finished.type === "run.finished" ? finished.outputs : {};

describe("what a value is to the eye", () => {
  test("media types", () => {
    expect(["image/png", "audio/wav", "video/mp4", "text/vtt", "text/x-ssa", "application/x-subrip", "application/xml; charset=utf-8", "application/zip"].map(mediaKind))
      .toEqual(["image", "audio", "video", "captions", "text", "text", "text", "bytes"]);
  });

  test("artifacts are found inside, the nearest first, each once", () => {
    const value = { deep: { pieces: [{ video: artifact("a", "video/mp4") }] }, image: artifact("b", "image/png"), again: artifact("b", "image/png") };
    expect(artifactsIn(value).map(({ media }) => media)).toEqual(["image/png", "video/mp4"]);
    expect(mainArtifact(value)?.media).toBe("video/mp4");
    expect(mainArtifact({ text: "none" })).toBeUndefined();
  });

  test("a search through a circle of data ends", () => {
    const value: { self?: unknown; image: Artifact } = { image: artifact("a", "image/png") };
    value.self = value;
    expect(artifactsIn(value)).toHaveLength(1);
  });

  test("a label is the value's own words, on one line", () => {
    expect(labelOf({ id: "s05", title: "", text: "奶奶，我回来了！\n好久" })).toBe("奶奶，我回来了！");
    expect(labelOf("  one\ntwo")).toBe("one");
    expect([labelOf(["a"]), labelOf(artifact("a", "image/png")), labelOf(null), labelOf({ id: "x" })]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("the report of a real run is one, and its blocking findings come first", () => {
    const report = outputs["checks"]!.items[0]!.value;
    if (!isReport(report)) throw new Error("no report");
    expect(isFindings(report.findings)).toBe(true);
    const order = bySeverity(report.findings).map(({ severity }) => ["block", "warn", "info", "pass"].indexOf(severity));
    expect(order).toEqual([...order].sort());
    expect(isReport({ title: "x", verdict: "pass" })).toBe(false);
  });

  test("file names say what the bytes are and hold no path", () => {
    expect(fileName(artifact("a", "video/mp4"), "../第3集/e03 final")).toBe("..-第3集-e03-final.mp4");
    expect(fileName(artifact("a", "text/x-ssa"), undefined)).toBe("aaaaaaaaaaaa.ass");
  });
});

describe("waveforms", () => {
  test("a peak is the loudest sample of its stretch in any channel", () => {
    expect([...peaksOf([Float32Array.of(0, -0.5, 0.25, 0), Float32Array.of(0.125, 0, 0, -1)], 2)]).toEqual([0.5, 1]);
  });

  test("fewer samples than bars leave gaps, not faults", () => {
    expect(peaksOf([Float32Array.of(1)], 4)).toHaveLength(4);
    expect(thinned(Float32Array.of(0.25, 1, 0.5), 2)).toHaveLength(2);
    expect(thinned(Float32Array.of(0.25), 5)).toHaveLength(1);
  });
});
