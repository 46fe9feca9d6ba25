import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { breakdown } from "../../../nodes/script/breakdown.ts";
import pack from "../../../nodes/script/pack.ts";
import { scenes } from "../../../nodes/script/scenes.ts";
import { screenplay } from "../../../nodes/script/screenplay.ts";
import { openBench } from "../../kit/run-node.ts";

const text = readFileSync(new URL("samples/bowl.txt", import.meta.url), "utf8");

test("an episode comes apart into scenes, a scene into setting, shots and spoken lines", async () => {
  const bench = await openBench();
  const { episodes } = await bench.run(screenplay, { text });
  const { scenes: list, characters } = await bench.run(scenes, { episode: episodes[0] });
  expect(list.map((scene: { id: string }) => scene.id)).toEqual(["s05", "s06"]);
  expect(characters.map((character: { id: string }) => character.id)).toEqual(["li-wei", "zhang-mei", "nai-nai"]);

  const { setting, shots, lines } = await bench.run(breakdown, { scene: list[0] });
  expect(shots).toEqual(list[0].shots);
  expect(lines.map((line: { id: string }) => line.id)).toEqual(["l01", "l02", "l03", "l04"]);
  expect(setting).toMatchObject({ id: "s05", location: "奶奶家厨房" });
  await bench.close();
});

test("a changed word changes only its line: neither the setting nor any shot", async () => {
  const bench = await openBench();
  const take = async (source: string) => bench.run(breakdown, { scene: (await bench.run(screenplay, { text: source })).episodes[0].scenes[0] });
  const before = await take(text);
  const after = await take(text.replace("我怎么会忘呢？", "我当然记得。"));
  expect(after.setting).toEqual(before.setting);
  expect(after.shots).toEqual(before.shots);
  expect(after.lines).not.toEqual(before.lines);
  await bench.close();
});

test("the pack holds its node types and fills the roles writer and dialogue", () => {
  expect(pack.nodes.map((node) => node.type)).toEqual(["arc", "assemble", "breakdown", "chat", "dialogue", "episode", "scenes", "screenplay"].map((name) => `script/${name}`));
  expect(pack.provides?.map((provider) => [provider.service.name, provider.label])).toEqual([["writer", "offline draft"], ["dialogue", "offline draft"]]);
});
