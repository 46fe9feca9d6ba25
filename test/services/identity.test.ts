import sharp from "sharp";
import { afterEach, expect, test } from "vitest";
import type { IdentityVerdict } from "../../nodes/story/index.ts";
import { openRuntime } from "../../runtime/index.ts";
import { digestOf } from "../kit/keys.ts";
import { runGraph } from "../kit/run.ts";
import { type Project, startProject } from "../kit/service/project.ts";

const projects: Project[] = [];
afterEach(async () => { for (const project of projects.splice(0)) await project.close(); });

/** Four shots of one person, whose reference picture is red on grey. */
const shots = ["p01", "p02", "p03", "p04"].map((id, at) => ({ id, size: "MS", move: "drift", description: `He turns, ${at}.`, characters: ["cheng"], emotion: "nostalgic", lines: [] }));
const setting = { id: "s01", interior: true, location: "堂屋", timeOfDay: "night", emotion: "nostalgic", characters: ["cheng"], props: [], wardrobe: [] };
const person = { id: "cheng", name: "程远", age: 31, gender: "male", role: "lead", personality: "calm", speakingStyle: "short", relations: [] };

async function portrait(): Promise<Buffer> {
  const coat = await sharp({ create: { width: 120, height: 160, channels: 3, background: "#b02020" } }).png().toBuffer();
  return sharp({ create: { width: 180, height: 320, channels: 3, background: "#909090" } }).composite([{ input: coat, left: 30, top: 140 }]).png().toBuffer();
}

function gallery(reference: object, attempts: number) {
  return {
    format: "reelwright/graph@1", name: "identity",
    inputs: { shots: { type: "story/shot[]", default: shots, to: ["picture.shot", "verify.shot"] } },
    nodes: {
      character: { type: "cast/character", version: 1, inputs: { character: person, reference } },
      lock: { type: "cast/lock", version: 1, inputs: {} },
      picture: { type: "picture/image", version: 1, inputs: { setting } },
      verify: { type: "cast/verify", version: 1, inputs: { setting, attempts } },
    },
    edges: [
      { from: "character.anchor", to: "lock.anchor" }, { from: "lock.anchor", to: "picture.anchors" }, { from: "lock.anchor", to: "verify.anchors" },
      { from: "picture.picture", to: "verify.picture" },
    ],
    outputs: { verdicts: { from: "verify.verdict" }, pictures: { from: "verify.picture" }, first: { from: "picture.picture" } },
  };
}

async function verdictsOf(project: Project, attempts: number) {
  projects.push(project);
  const runtime = await openRuntime({ home: project.home });
  try {
    const bytes = await portrait();
    const reference = await runtime.keep("image/png", bytes);
    const ran = await runGraph(runtime, gallery(reference, attempts), { quality: "draft" });
    expect(ran.of("item.failed")).toEqual([]);
    return { ran, verdicts: ran.output("verdicts") as Record<string, IdentityVerdict>, reference: digestOf(bytes) };
  } finally {
    await runtime.close();
  }
}

test("a character that drifts in one shot is found by the model that looks, and that shot alone is made again", async () => {
  const project = await startProject({ rules: [{ route: "edits", nth: 2, fault: { do: "drift" } }] });
  const { ran, verdicts, reference } = await verdictsOf(project, 2);
  const { witness } = project.service;
  expect(Object.values(verdicts).map(({ state }) => state)).toEqual(["pass", "pass", "pass", "pass"]);
  const again = Object.values(verdicts).filter(({ attempts }) => attempts.length > 1);
  expect(again).toHaveLength(1);
  expect(again[0]).toMatchObject({ kept: 1, attempts: [{ state: "fail" }, { state: "pass" }] });
  expect(again[0]!.attempts[0]!.failing).toContain("cheng outfitColours");
  // What goes on is the picture that passed, not the drifted one.
  const kept = ran.output("pictures")[again[0]!.id];
  expect(kept.image.artifact).toBe(again[0]!.attempts[1]!.image.artifact);
  expect(kept.image.artifact).not.toBe(ran.output("first")[again[0]!.id].image.artifact);

  // Every picture was asked for with the anchor's own bytes, and every look had them beside the candidate.
  expect(witness.of("edits")).toHaveLength(5);
  for (const { media } of witness.of("edits")) expect(media).toContain(reference);
  const looks = witness.of("chat", "vision-1").filter(({ media }) => media.length > 1);
  expect(looks.length).toBeGreaterThanOrEqual(5);
  for (const { media } of looks) expect(media).toContain(reference);
  expect(await project.ledger()).toMatchObject({ settledMicros: witness.billMicros, unknown: [] });
});

test("one that drifts every time is made again as often as was allowed, and is a person's to decide on", async () => {
  const project = await startProject({ rules: [{ route: "edits", fault: { do: "drift" } }] });
  const { verdicts } = await verdictsOf(project, 1);
  for (const verdict of Object.values(verdicts)) {
    expect(verdict.state).not.toBe("pass");
    expect(verdict.attempts).toHaveLength(2);
  }
  expect(project.service.witness.of("edits")).toHaveLength(8);
});

test("a look whose answer cannot be read passes nobody", async () => {
  const project = await startProject({ answer: ({ name }) => name === "identity_checklist" ? "He looks fine to me." : undefined });
  const { verdicts } = await verdictsOf(project, 0);
  expect(Object.values(verdicts).map(({ state }) => state)).toEqual(["uncertain", "uncertain", "uncertain", "uncertain"]);
});
