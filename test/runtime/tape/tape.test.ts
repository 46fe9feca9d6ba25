import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Chat, ChatRequest, Pictures, Provider } from "../../../runtime/contract/index.ts";
import { defineProvider, defineService, image, ProblemError, writer } from "../../../runtime/contract/index.ts";
import { recordingProviders } from "../../../runtime/tape/recording.ts";
import { replayedProviders } from "../../../runtime/tape/replayed.ts";
import type { Quality } from "../../../runtime/tape/tape.ts";
import { type CallerOptions, recordedCaller, type RecordedCaller } from "../../kit/caller.ts";

let file: string;
const canary = "sk-canary-0123456789abcdef";
const redact = (text: string) => text.replaceAll(canary, "[hidden]");

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-tape-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  file = join(folder, "tapes", "story.tape");
});


/** A remote writer that answers with what `answer` makes of the prompt. */
function chat(answer: (prompt: string, times: number) => string): Provider<Chat> {
  let times = 0;
  return defineProvider<Chat>({
    service: writer, name: "somewhere", fingerprint: "somewhere/a-model", concurrency: 3, remote: true, usual: { costMicros: 40, marketMicros: 90 },
    open: async () => ({
      bind: (caller) => ({
        async complete({ messages, onText }) {
          caller.notice({ code: "fallback", provider: "somewhere", model: "a-model", message: "The first choice is busy." });
          caller.notice({ code: "waiting", provider: "somewhere", model: "a-model", message: "Until noon." });
          const text = answer(messages[0]!.content as string, times++);
          onText?.(text.slice(0, 1));
          onText?.(text);
          caller.called({ model: "a-model", units: { tokensOut: text.length }, costMicros: 40, marketMicros: 90, ms: 12, retries: 1 });
          return { text, finish: "stop", model: "a-model" };
        },
      }),
    }),
  });
}

const prompt = (content: string, more: Partial<ChatRequest> = {}): ChatRequest => ({ messages: [{ role: "user", content }], ...more });

/** Records with one provider and closes the tape. */
async function record(provider: Provider, work: (as: (at: Partial<RecordedCaller["origin"]>, options?: CallerOptions) => Promise<{ service: any; caller: RecordedCaller }>) => Promise<void>, quality?: Quality): Promise<void> {
  const { fillings, tape } = recordingProviders([{ provider, ...(quality && { quality }) }], file, { currency: "EUR", redact });
  const open = await fillings[0]!.provider.open();
  await work(async (at, options) => {
    const caller = { ...recordedCaller(options), origin: { run: "run", node: "script", item: "", ...at } };
    return { caller, service: open.bind(caller) };
  });
  await tape.close();
}

async function replay(at: Partial<RecordedCaller["origin"]> = {}): Promise<{ service: any; caller: RecordedCaller; provider: Provider; missing: (run: string) => readonly unknown[] }> {
  const { fillings, missing } = await replayedProviders(file, redact);
  const { provider } = fillings[0]!;
  const caller = { ...recordedCaller(), origin: { run: "run", node: "script", item: "", ...at } };
  return { service: (await provider.open()).bind(caller), caller, provider, missing };
}

const lines = async () => (await readFile(file, "utf8")).trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, any>);

async function problemOf(work: Promise<unknown>): Promise<ProblemError["problem"]> {
  const error = await work.then(() => { throw new Error("nothing failed"); }, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problem;
}

describe("a tape", () => {
  test("gives back what was answered, told as costing nothing", async () => {
    await record(chat((text) => `re: ${text}`), async (as) => {
      const { service, caller } = await as({});
      expect(await service.complete(prompt("hello"))).toEqual({ text: "re: hello", finish: "stop", model: "a-model" });
      expect(caller.calls).toMatchObject([{ costMicros: 40 }]);
    });
    const { service, caller, provider } = await replay();
    expect(provider).toMatchObject({ name: "somewhere", fingerprint: "somewhere/a-model", concurrency: 3, remote: false, usual: { costMicros: 40 } });
    const heard: string[] = [];
    expect(await service.complete(prompt("hello", { onText: (text) => void heard.push(text) }))).toEqual({ text: "re: hello", finish: "stop", model: "a-model" });
    expect(heard).toEqual(["re: hello"]);
    expect(caller.calls).toEqual([{ model: "a-model", units: { tokensOut: 9 }, costMicros: 0, marketMicros: 90, ms: 12, retries: 1, reserved: false }]);
    expect(caller.intents).toEqual([]);
    expect(caller.notices.map(({ code }) => code)).toEqual(["fallback"]);
  });

  test("does not hear the order of a request's members, nor its functions", async () => {
    await record(chat((text) => text), async (as) => (await as({})).service.complete({ seed: 1, messages: [{ content: "hello", role: "user" }], onText: () => {} }));
    const { service } = await replay();
    expect((await service.complete({ messages: [{ role: "user", content: "hello" }], seed: 1, maxTokens: undefined })).text).toBe("hello");
  });

  test("says which field of a request is not as it was", async () => {
    await record(chat((text) => text), async (as) => {
      const e01 = await as({ item: "e01" });
      const e02 = await as({ item: "e02" });
      await e01.service.complete(prompt("Write an episode.\nIt has 60 lines, all of them funny.\nThe end.", { temperature: 0.7 }));
      await e02.service.complete(prompt("Something else."));
    });
    const { service, missing } = await replay({ item: "e01" });
    const problem = await problemOf(service.complete(prompt("Write an episode.\nIt has 80 lines, all of them funny.\nThe end.", { temperature: 0.9 })));
    expect(problem).toMatchObject({ code: "TAPE_MISSING", node: "script", item: "e01" });
    expect(problem.message).toBe('The tape holds no such call of writer.complete: messages[0].content, line 2, was "It has 60 lines, all of them funny.", is "It has 80 lines, all of them funny."; 1 more of its fields differs.');
    expect(problem.hint).toContain("--record");
    expect(missing("run")).toEqual([problem]);
    expect(missing("another run")).toEqual([]);
  });

  test("names the item whose request is nearest when the item asked nothing before", async () => {
    await record(chat((text) => text), async (as) => (await as({ item: "e01" })).service.complete(prompt("hello")));
    const { service } = await replay({ item: "e09" });
    const { message } = await problemOf(service.complete(prompt("hello!", { seed: 3 })));
    expect(message).toContain("(the nearest is that of script, item e01): messages[0].content was \"hello\", is \"hello!\"");
    expect(message).toContain("1 more of its fields differs");
  });

  test("gives equal requests of an item their answers in order, and then the last one again", async () => {
    await record(chat((_, times) => `answer ${times}`), async (as) => {
      const { service } = await as({});
      await service.complete(prompt("again"));
      await service.complete(prompt("again"));
    });
    const { service } = await replay();
    const answers = [];
    for (let time = 0; time < 3; time++) answers.push((await service.complete(prompt("again"))).text);
    expect(answers).toEqual(["answer 0", "answer 1", "answer 1"]);
  });

  test("gives each item its own answer to equal requests, whoever asks first", async () => {
    await record(chat((_, times) => `answer ${times}`), async (as) => {
      for (const item of ["a", "b"]) await (await as({ item })).service.complete(prompt("same"));
    });
    const b = await replay({ item: "b" });
    expect((await b.service.complete(prompt("same"))).text).toBe("answer 1");
    const renamed = await replay({ node: "renamed", item: "b" });
    expect((await renamed.service.complete(prompt("same"))).text).toBe("answer 0");
  });

  test("gives back a problem as it was, and leaves out what a cancel or a budget ended", async () => {
    const refused = { code: "PROVIDER_REFUSED", message: "No.", hint: "Ask otherwise." };
    const failing = (text: string) => {
      if (text === "refuse") throw new ProblemError(refused);
      if (text === "spend") throw new ProblemError({ code: "BUDGET_REACHED", message: "Enough." });
      throw new TypeError("undefined is not a function");
    };
    await record(chat(failing), async (as) => {
      const { service } = await as({});
      for (const text of ["refuse", "spend", "slip"]) await service.complete(prompt(text)).catch(() => {});
      const cancelled = await as({}, { signal: AbortSignal.abort() });
      await cancelled.service.complete(prompt("refuse")).catch(() => {});
    });
    expect((await lines()).filter(({ digest }) => digest)).toHaveLength(2);
    const { service } = await replay();
    expect(await problemOf(service.complete(prompt("refuse")))).toEqual(refused);
    await expect(service.complete(prompt("slip"))).rejects.toThrow("undefined is not a function");
    expect((await problemOf(service.complete(prompt("spend")))).code).toBe("TAPE_MISSING");
  });

  test("keeps bytes beside it, each once, and hears the difference between them", async () => {
    const picture = new Uint8Array([1, 2, 3]);
    const painter = defineProvider<Pictures>({
      service: image, name: "painter", fingerprint: "painter/1", remote: true,
      open: async () => ({
        bind: () => new (class {
          readonly references = 4;
          async generate() { return { media: "image/png", bytes: picture, model: "painter/1" }; }
        })(),
      }),
    });
    const request = (byte: number) => ({ prompt: "A lamp", width: 8, height: 8, references: [{ of: "Lin", media: "image/png", data: new Uint8Array([byte]) }] });
    await record(painter, async (as) => {
      const { service } = await as({});
      expect(service.references).toBe(4);
      await service.generate(request(7));
      await service.generate(request(8));
    });
    expect(await readdir(`${file}.artifacts`)).toHaveLength(3);
    expect(await readFile(file, "utf8")).not.toContain("\"0\":");
    const { service } = await replay();
    expect(service.references).toBe(4);
    expect(await service.generate(request(8))).toEqual({ media: "image/png", bytes: picture, model: "painter/1" });
    expect((await problemOf(service.generate(request(9)))).message).toContain("references[0].data.$bytes was");
    for (const name of await readdir(`${file}.artifacts`)) await writeFile(join(`${file}.artifacts`, name), "damaged");
    expect(await problemOf(service.generate(request(8)))).toMatchObject({ code: "TAPE_UNREADABLE", message: expect.stringContaining("not what was recorded") });
  });

  test("is the same file whatever order the answers came in", async () => {
    const answers = new Map<string, (text: string) => void>();
    const slow = defineProvider<Chat>({
      service: writer, name: "slow", fingerprint: "slow", remote: true,
      open: async () => ({ bind: () => ({ complete: ({ messages }) => new Promise((resolve) => { answers.set(messages[0]!.content as string, (text) => resolve({ text, finish: "stop", model: "slow" })); }) }) }),
    });
    const inOrder = async (order: readonly string[]) => {
      await record(slow, async (as) => {
        const asked = [];
        for (const [item, text] of [["e02", "third"], ["e01", "first"], ["e01", "second"]] as const) asked.push((await as({ item })).service.complete(prompt(text)));
        for (const text of order) {
          answers.get(text)!(text.toUpperCase());
          await new Promise((resolve) => { setImmediate(resolve); });
        }
        await Promise.all(asked);
      });
      return readFile(file, "utf8");
    };
    const one = await inOrder(["first", "second", "third"]);
    expect(await inOrder(["third", "second", "first"])).toBe(one);
    expect((await lines()).filter(({ digest }) => digest).map(({ reply }) => reply.text)).toEqual(["FIRST", "SECOND", "THIRD"]);
  });

  test("of a recording that was killed is whole up to its last line", async () => {
    const { fillings } = recordingProviders([{ provider: chat((text) => text) }], file, { currency: "USD", redact });
    const service: any = (await fillings[0]!.provider.open()).bind(recordedCaller());
    await service.complete(prompt("before"));
    await appendFile(file, '{"digest":"12');
    const again = await replay();
    expect((await again.service.complete(prompt("before"))).text).toBe("before");
  });

  test("holds no secret", async () => {
    const provider = chat((text) => (text === "fail" ? (() => { throw new ProblemError({ code: "PROVIDER_REFUSED", message: `Wrong key ${canary}.` }); })() : `echo ${canary}`));
    await record({ ...provider, open: async () => ({ bind: (caller) => ({ label: `label ${canary}`, complete: async (request: ChatRequest) => (await provider.open()).bind(caller).complete(request) }) }) }, async (as) => {
      const { service } = await as({});
      await service.complete(prompt(`say ${canary}`));
      await service.complete(prompt("fail")).catch(() => {});
    });
    const text = await readFile(file, "utf8");
    expect(text).not.toContain(canary);
    expect(text.match(/\[hidden\]/g)).toHaveLength(4);
    const { service } = await replay();
    expect((await service.complete(prompt(`say ${canary}`))).text).toBe("echo [hidden]");
  });

  test("is begun anew, without bytes that only the old one held", async () => {
    const blob = defineService<{ fetch(name: string): Promise<Uint8Array> }>("blob");
    const provider = (byte: number) => defineProvider({ service: blob, name: "blob", fingerprint: "blob", remote: true, open: async () => ({ bind: () => ({ fetch: async () => new Uint8Array([byte]) }) }) });
    await record(provider(1), async (as) => void await (await as({})).service.fetch("a"));
    const [before] = await readdir(`${file}.artifacts`);
    await record(provider(2), async (as) => void await (await as({})).service.fetch("a"));
    const [after, ...others] = await readdir(`${file}.artifacts`);
    expect(others).toEqual([]);
    expect(after).not.toBe(before);
    expect((await lines()).filter(({ digest }) => digest)).toHaveLength(1);
  });

  test("keeps draft and final apart", async () => {
    await record(chat(() => "quick"), async (as) => void await (await as({})).service.complete(prompt("hello")), "draft");
    const [header, service, exchange] = await lines();
    expect(header).toMatchObject({ format: "reelwright/tape@1", currency: "EUR", roles: [{ role: "writer", quality: "draft", provider: "somewhere" }] });
    expect(service).toEqual({ role: "writer", quality: "draft", methods: ["complete"], values: {} });
    expect(exchange).toMatchObject({ quality: "draft", method: "complete", reply: { text: "quick" } });
    const { fillings, currency } = await replayedProviders(file, redact);
    expect(fillings).toMatchObject([{ quality: "draft", provider: { name: "somewhere" } }]);
    expect(currency).toBe("EUR");
  });

  test("leaves services that stay on this machine alone", async () => {
    const local = { ...chat((text) => text), remote: false };
    const { fillings, tape } = recordingProviders([{ provider: local }], file, { currency: "USD", redact });
    expect(fillings[0]!.provider).toBe(local);
    await tape.close();
    expect(await lines()).toEqual([{ currency: "USD", format: "reelwright/tape@1", roles: [] }]);
  });

  test("refuses what is not data, in words", async () => {
    const odd = defineService<{ stream(): Promise<unknown> }>("odd");
    await record(defineProvider({ service: odd, name: "odd", fingerprint: "odd", remote: true, open: async () => ({ bind: () => ({ stream: async () => new Map() }) }) }), async (as) => {
      const { service } = await as({});
      expect(await problemOf(service.stream())).toMatchObject({ code: "TAPE_UNFIT", message: expect.stringContaining("odd.stream") });
    });
  });

  test("says so when the role was never asked", async () => {
    await record(chat((text) => text), async () => {});
    await expect(replay()).rejects.toThrow("holds no call of the role \"writer\"");
  });

  test.each([["not there", undefined], ["no tape", "hello\n"], ["another format", '{"format":"reelwright/tape@9"}\n']])("that is %s is refused", async (_, text) => {
    const other = join(file, "..", "..", "other.tape");
    if (text !== undefined) await writeFile(other, text);
    expect(await problemOf(replayedProviders(other, redact))).toMatchObject({ code: "TAPE_UNREADABLE", file: other });
  });

  test("that cannot be written is told before anything is asked", async () => {
    await writeFile(join(file, "..", "..", "tapes"), "a file, not a folder");
    const { fillings } = recordingProviders([{ provider: chat(() => { throw new Error("was asked"); }) }], file, { currency: "USD", redact });
    expect(await problemOf(fillings[0]!.provider.open())).toMatchObject({ code: "TAPE_UNWRITABLE" });
  });
});
