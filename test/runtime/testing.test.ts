import { expect, test } from "vitest";
import { defineNode, fail, Image, port, Type, writer } from "../../runtime/contract/index.ts";
import { artifact, bytesOf, runNode } from "../../runtime/testing.ts";

const shout = defineNode({
  type: "trial/shout", version: 1, title: "Shout", summary: "Shouts.",
  inputs: { words: port.value(Type.String()), times: port.value(Type.Integer({ minimum: 1, default: 2 })), picture: port.value(Image, { optional: true }) },
  outputs: { text: port.value(Type.String({ maxLength: 20 })), size: port.value(Type.Number()), kept: port.value(Type.Object({ artifact: Type.String(), media: Type.String(), bytes: Type.Number() })) },
  uses: [writer],
  async run({ inputs: { words, times, picture }, context }) {
    if (words === "") fail({ code: "TRIAL_EMPTY", message: "There is nothing to shout." });
    if (words === "folder") await context.folder();
    if (words === "ask") return { text: (await (await context.use(writer)).complete({ messages: [] })).text, size: 0, kept: await context.write("text/plain", "asked") };
    if (words === "fetch") await context.fetch({ url: "https://example.org" });
    context.log(`${times} times`);
    return { text: words.repeat(times), size: picture ? (await context.read(picture)).length : 0, kept: await context.write("text/plain", words) };
  },
});

test("a node runs on values, with defaults where nothing is given, and its artifacts can be read", async () => {
  const { outputs, logs } = await runNode(shout, { words: "ha", picture: artifact("image/png", "12345") });
  expect(outputs).toMatchObject({ text: "haha", size: 5 });
  expect(Buffer.from(bytesOf(outputs.kept as never)).toString()).toBe("ha");
  expect(logs).toEqual(["2 times"]);
});

test("inputs and outputs are checked as in a graph", async () => {
  await expect(runNode(shout, { words: 1 } as never)).rejects.toThrow('Input "words" of trial/shout must be string');
  await expect(runNode(shout, {})).rejects.toThrow('Input "words" of trial/shout has no value.');
  await expect(runNode(shout, { word: "x" } as never)).rejects.toThrow('trial/shout has no input "word".');
  await expect(runNode(shout, { words: "long enough", times: 3 })).rejects.toThrow('Output "text" of trial/shout');
});

test("what a node fails with is what the test gets", async () => {
  await expect(runNode(shout, { words: "" })).rejects.toMatchObject({ problem: { code: "TRIAL_EMPTY" } });
});

test("services and the network are what the test gives; without it they are not there", async () => {
  await expect(runNode(shout, { words: "ask" })).rejects.toMatchObject({ problem: { code: "SERVICE_MISSING" } });
  const { outputs } = await runNode(shout, { words: "ask" }, { services: { writer: { complete: async () => ({ text: "hello" }) } } });
  expect(outputs.text).toBe("hello");
  await expect(runNode({ ...shout, uses: [] }, { words: "ask" })).rejects.toMatchObject({ problem: { code: "SERVICE_UNDECLARED" } });
  await expect(runNode(shout, { words: "fetch" })).rejects.toMatchObject({ problem: { code: "NETWORK_REFUSED" } });
});

test("files are there for a pack that is trusted, and for no other", async () => {
  await expect(runNode(shout, { words: "folder" })).rejects.toMatchObject({ problem: { code: "ISOLATE_POWER" } });
  expect((await runNode(shout, { words: "folder", times: 1 }, { trusted: true })).outputs.text).toBe("folder");
});
