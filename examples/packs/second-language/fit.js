import { defineNode, port, Type } from "reelwright/pack";
import { Finding, Scene, SpokenLine } from "reelwright/story";

/** Compares what was spoken with the time there is: what the dub cannot bring together is heard as haste or as drift. */
export const fit = defineNode({
  type: "second-language/fit",
  version: 1,
  title: "Does the dub fit",
  summary: "Checks how far the spoken lines keep to the times of the original.",
  inputs: {
    scene: port.value(Scene, { title: "Translated scene", summary: "With the times its lines have." }),
    spoken: port.value(Type.Array(SpokenLine), { title: "Spoken lines", summary: "Of this scene." }),
    tolerance: port.value(Type.Number({ title: "Tolerance", minimum: 0, maximum: 1, default: 0.1, description: "0.1 lets a line be a tenth longer or shorter, which the dub can even out." })),
  },
  outputs: {
    findings: port.value(Type.Array(Finding), { title: "Findings", summary: "Lines that are too long, too short, or not spoken." }),
    worst: port.value(Type.Number(), { title: "Longest line against its time", summary: "1 is a line exactly as long as its time; 0 when no line has a time." }),
  },
  async run({ inputs: { scene, spoken, tolerance } }) {
    const measured = scene.lines.flatMap(({ id, text, startMs, endMs }) => {
      const take = spoken.find((one) => one.id === id);
      return take && startMs !== undefined && endMs !== undefined && endMs > startMs ? [{ id, text, ms: take.ms, window: endMs - startMs, ratio: take.ms / (endMs - startMs) }] : [];
    });
    /** @type {Finding[]} */
    const findings = measured.filter(({ ratio }) => Math.abs(ratio - 1) > tolerance + 1e-9).map(({ id, text, ms, window, ratio }) => ({
      check: "second-language/fit", severity: ratio > 1 ? "warn" : "info",
      message: ratio > 1 ? `Line ${id} is too long for its time.` : `Line ${id} leaves a pause where the original still speaks.`,
      hint: ratio > 1 ? "Translate it shorter, or give it more time." : "Translate it more fully, if lips are seen moving.",
      where: { scene: scene.id, line: id }, quote: text, measured: `${ms} ms`, expected: `${window} ms ± ${Math.round(tolerance * 100)} %`,
    }));
    /** @type {Finding[]} */
    const unspoken = scene.lines.filter(({ id, kind }) => kind !== "caption" && !spoken.some((one) => one.id === id)).map(({ id, text }) => ({
      check: "second-language/fit", severity: "warn", message: `Line ${id} was not spoken.`, hint: "Speak it again.", where: { scene: scene.id, line: id }, quote: text,
    }));
    return { findings: [...findings, ...unspoken], worst: Math.round(Math.max(0, ...measured.map(({ ratio }) => ratio)) * 1000) / 1000 };
  },
});
