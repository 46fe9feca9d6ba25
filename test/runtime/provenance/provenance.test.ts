import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ffmpeg } from "../../../runtime/contract/index.ts";
import { type ByteSource, patchesFor, provenanceIn } from "../../../runtime/provenance/container.ts";
import { packed, type Provenance, unpacked } from "../../../runtime/provenance/provenance.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { recordedCaller } from "../../kit/caller.ts";

const provenance: Provenance = {
  format: "reelwright/provenance@1", quality: "final", output: "mp4", item: "e03", artifact: "a".repeat(64), standIns: ["offline draft"],
  graph: { format: "reelwright/graph@1", name: "love", title: "字节里的爱 🧧", nodes: { a: { type: "core/text", version: 1, inputs: { value: "一碗饺子".repeat(200) } } }, edges: [] },
  subgraphs: {}, inputs: { theme: "回家" }, packs: { core: "1.0.0" },
};

let folder: string;
let ffmpeg: Ffmpeg;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "provenance-"));
  ffmpeg = (await ffmpegProvider.open()).bind(recordedCaller()) as Ffmpeg;
  const make = (name: string, filter: string, options: readonly string[]) => ffmpeg.run({ inputs: [], filter, outputs: [{ path: at(name), options }] });
  await make("film.mp4", "testsrc=size=64x112:rate=25:duration=1[v];sine=frequency=440:duration=1[a]", ["-map", "[v]", "-map", "[a]", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart"]);
  await make("line.wav", "sine=frequency=440:duration=0.3[a]", ["-map", "[a]", "-c:a", "pcm_s16le"]);
  await writeFile(at("frame.png"), await sharp({ create: { width: 9, height: 7, channels: 3, background: "#b22" } }).png().toBuffer());
  await writeFile(at("lines.srt"), "1\n00:00:01,000 --> 00:00:02,000\n你好\n\n2\n00:00:03,000 --> 00:00:04,500\n新年快乐\n");
  await writeFile(at("lines.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\n你好\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (from, to) => bytes.subarray(from, to) };
}

async function embed(name: string, into: string): Promise<Uint8Array> {
  const bytes = await readFile(at(name));
  const patches = await patchesFor(sourceOf(bytes), provenance);
  await writeFile(at(into), bytes);
  const file = await open(at(into), "r+");
  for (const { at: place, bytes: part } of patches!) await file.write(part, 0, part.length, place);
  await file.close();
  return readFile(at(into));
}

const raw = async (name: string, kind: "v" | "a") => (await ffmpeg.run({ inputs: [{ path: at(name) }], outputs: [{ path: at("raw"), options: ["-y", "-map", `0:${kind}`, "-f", kind === "v" ? "rawvideo" : "s16le"] }] }), readFile(at("raw")));

describe("what a file carries of its making", () => {
  test.each(["film.mp4", "line.wav", "frame.png", "lines.srt", "lines.vtt"])("comes back out of %s as it went in", async (name) => {
    const bytes = await embed(name, `carrying-${name}`);
    expect(await provenanceIn(sourceOf(bytes))).toEqual(provenance);
  });

  test("changes no frame and no sample of a film or a sound", async () => {
    await embed("film.mp4", "a.mp4");
    await embed("line.wav", "b.wav");
    expect(await raw("a.mp4", "v")).toEqual(await raw("film.mp4", "v"));
    expect(await raw("a.mp4", "a")).toEqual(await raw("film.mp4", "a"));
    expect(await raw("b.wav", "a")).toEqual(await raw("line.wav", "a"));
    const { format, streams } = await ffmpeg.probe(at("a.mp4"));
    expect([Number(format.duration), streams.length]).toEqual([1, 2]);
  });

  test("changes no pixel of a picture", async () => {
    await embed("frame.png", "a.png");
    expect(await sharp(at("a.png")).raw().toBuffer()).toEqual(await sharp(at("frame.png")).raw().toBuffer());
  });

  test("is shown with no cue of the subtitles", async () => {
    await embed("lines.srt", "a.srt");
    await ffmpeg.run({ inputs: [{ path: at("a.srt") }], outputs: [{ path: at("a.vtt"), options: ["-y"] }] });
    const cues = (await readFile(at("a.vtt"), "utf8")).split("\n\n").filter((block) => block.includes("-->"));
    const shown = cues.filter((cue) => !/^(\S+) --> \1$/m.test(cue));
    expect(shown).toHaveLength(2);
    expect(shown.join()).not.toContain("reelwright");
  });

  test("takes the place of what an earlier run put into a film", async () => {
    const once = await embed("film.mp4", "once.mp4");
    const twice = await embed("once.mp4", "twice.mp4");
    expect(twice.length).toBe(once.length);
    expect(await provenanceIn(sourceOf(twice))).toEqual(provenance);
  });
});

describe("a file that cannot tell", () => {
  test("says so, whatever it is", async () => {
    for (const name of ["film.mp4", "line.wav", "frame.png", "lines.srt", "lines.vtt"]) {
      await expect(provenanceIn(sourceOf(await readFile(at(name))))).rejects.toMatchObject({ problem: { code: "PROVENANCE_MISSING" } });
    }
    for (const bytes of [new Uint8Array(), new Uint8Array(3), new TextEncoder().encode("{}"), new Uint8Array(64)]) {
      await expect(provenanceIn(sourceOf(bytes))).rejects.toMatchObject({ problem: { code: "PROVENANCE_MISSING" } });
      expect(await patchesFor(sourceOf(bytes), provenance)).toBeUndefined();
    }
  });

  test("is left alone when its end is not where it says", async () => {
    for (const name of ["film.mp4", "line.wav", "frame.png"]) {
      const bytes = await readFile(at(name));
      expect(await patchesFor(sourceOf(bytes.subarray(0, bytes.length - 5)), provenance)).toBeUndefined();
    }
  });

  test("never brings the reader down: damaged at any byte it tells what it told, or that it cannot", async () => {
    for (const name of ["frame.png", "line.wav", "lines.srt", "film.mp4"]) {
      const whole = await embed(name, "whole");
      const step = Math.max(1, Math.floor(whole.length / 60));
      for (let place = 0; place < whole.length; place += step) {
        const bytes = Uint8Array.from(whole);
        bytes[place]! ^= 0x55;
        const told = await provenanceIn(sourceOf(bytes)).catch((error: { problem: { code: string } }) => error.problem.code);
        if (typeof told === "string") expect(told).toMatch(/^PROVENANCE_(MISSING|UNREADABLE)$/);
      }
    }
  });

  test("is not unpacked without an end", async () => {
    const bomb = await packed({ ...provenance, inputs: { theme: "0".repeat(40 * 2 ** 20) } });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(unpacked(bomb)).rejects.toMatchObject({ problem: { code: "PROVENANCE_UNREADABLE" } });
  });
});
