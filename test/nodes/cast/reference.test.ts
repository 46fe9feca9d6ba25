import sharp from "sharp";
import { expect, test } from "vitest";
import { reference } from "../../../nodes/cast/reference.ts";
import { storyboardPainter } from "../../../nodes/picture/painter.ts";
import { anchorOf, lockOf } from "../../../nodes/story/index.ts";
import { openBench } from "../../kit/run-node.ts";
import { anchor } from "../picture/material.ts";
import { scriptedPainter } from "../picture/painter.ts";

const known = anchor("li-wei", "李伟", { gender: "male", hair: { style: "short", colour: "black" } });
const painter = () => scriptedPainter(async () => ({ media: "image/png", bytes: await sharp({ create: { width: 768, height: 1024, channels: 3, background: "#456" } }).png().toBuffer(), model: "painter-1" }));

test("a character without a reference picture gets one, by the identity block, and with it another identity", async () => {
  const brush = painter();
  const bench = await openBench([brush.provider]);
  const { anchor: made } = await bench.run(reference, { anchor: { ...known, lock: lockOf(known as never) }, style: "photographic", seed: 4 });
  expect(brush.requests).toMatchObject([{ width: 768, height: 1024, seed: 4 }]);
  expect(brush.requests[0]!.prompt).toContain(lockOf(known as never));
  expect(brush.requests[0]!.prompt).toContain("photographic");
  expect(await sharp(await bench.read(made.reference)).metadata()).toMatchObject({ width: 768, height: 1024 });
  expect(made.anchor).toBe(anchorOf(known.attributes, made.reference));
  expect(made.lock).toBe(lockOf(made));
  await bench.close();
});

test("a reference that is there stays, and nothing is asked for", async () => {
  const brush = painter();
  const bench = await openBench([brush.provider]);
  const pictured = { ...known, reference: await bench.write("image/png", "as given") };
  expect(await bench.run(reference, { anchor: pictured })).toEqual({ anchor: pictured });
  expect(brush.requests).toEqual([]);
  await bench.close();
});

test("a stand-in that draws from the anchor is asked for none: the anchor stays as it is", async () => {
  const bench = await openBench([storyboardPainter]);
  expect(await bench.run(reference, { anchor: known })).toEqual({ anchor: known });
  expect(bench.calls).toEqual([]);
  await bench.close();
});
