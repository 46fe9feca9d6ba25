import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { examples } from "../../cli/config-example.ts";
import { pricesText } from "../../cli/prices.ts";
import { Config } from "../../runtime/config/config.ts";
import { parseConfig } from "../../runtime/config/read.ts";
import { resolveConfig } from "../../runtime/config/resolve.ts";
import type { Runtime } from "../../runtime/index.ts";
import { openDesk } from "./kit.ts";

const name = "reelwright.config.json";

describe("the examples", () => {
  /** With everything that is switched off switched on. */
  const whole = (text: string) => text.replace(/^(\s*)\/\/(?! )/gm, "$1");

  test.each(Object.keys(examples))("%s: sound as it is, and with everything switched on", async (preset) => {
    const { text } = examples[preset]!;
    expect((await parseConfig(text, name)).problems).toEqual([]);
    expect((await parseConfig(whole(text), name)).problems).toEqual([]);
  });

  test("every field that there is, is in them", () => {
    for (const { text } of Object.values(examples)) {
      const missing = fieldsOf(Config).filter((field) => !text.includes(`"${field}"`));
      // The other roles of a draft, and of a role that is left to its stand-in.
      expect(missing.filter((field) => field !== "video")).toEqual([]);
    }
  });

  test("offline is offline, and production pays what its comments say", async () => {
    const offline = await parseConfig(examples["offline"]!.text, name);
    expect(resolveConfig(offline.config!, { OPENAI_API_KEY: "k" }).roles.final).toEqual({});
    const { providers, roles } = resolveConfig((await parseConfig(examples["production"]!.text, name)).config!, {});
    expect(roles.final.writer).toEqual([{ provider: "deepseek", model: "deepseek-flash" }, { provider: "openai", model: "gpt-6-luna" }]);
    expect(providers["deepseek"]!.models["deepseek-flash"]).toMatchObject({ prices: { inputPerMillion: 0.42, outputPerMillion: 0.42 }, market: { inputPerMillion: 10, outputPerMillion: 30 } });
    expect(roles.final.speech).toEqual([{ provider: "openai", model: "tts-1-hd" }]);
  });
});

/** The names of all fields of a schema, those of what it holds too. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => [...(key === "properties" ? Object.keys(value as object) : []), ...fieldsOf(value)]);
}

describe("config init", () => {
  test("writes the example that is asked for, into the project folder, and says what to do next", async () => {
    const desk = await openDesk();
    const { code, stdout } = await desk.type("config", "init", "--preset", "openai");
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Wrote reelwright\.config\.json: OpenAI .*\n"reelwright config check" tries it out\.\n$/)]);
    expect(await readFile(join(desk.folder, name), "utf8")).toBe(examples["openai"]!.text);
  });

  test("overwrites nothing unless it is told to", async () => {
    const desk = await openDesk();
    await desk.write(name, "{}");
    const refused = await desk.type("config", "init");
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("CONFIG_EXISTS")]);
    expect(await readFile(join(desk.folder, name), "utf8")).toBe("{}");
    expect((await desk.type("config", "init", "--force")).code).toBe(0);
    expect((await stat(join(desk.folder, name))).size).toBe(Buffer.byteLength(examples["offline"]!.text));
  });

  test("a folder that is not there is told", async () => {
    const { code, stderr } = await (await openDesk()).type("config", "init", "--home", "no/such");
    expect([code, stderr]).toEqual([1, expect.stringContaining(`There is no folder "no/such".`)]);
  });

  test("a preset that is not there is told with the nearest", async () => {
    const { code, stderr } = await (await openDesk()).type("config", "init", "--preset", "opnai");
    expect([code, stderr]).toEqual([2, expect.stringContaining(`Did you mean "openai"? There are offline, openai, production, gateway.`)]);
  });
});

describe("config show", () => {
  const runtime = {
    roles: async () => ({ writer: { provider: "offline", label: "offline draft" }, image: { provider: "offline", label: "offline storyboard" } }),
    close: async () => {},
  } as unknown as Runtime;
  const canary = "sk-canary-1234567890";

  test("without anything: the stand-ins with their labels", async () => {
    const { code, stdout } = await (await openDesk({ runtime })).type("config", "show");
    expect(code).toBe(0);
    expect(stdout).toContain("No reelwright.config.json, no OPENAI_API_KEY: stand-ins fill every role.");
    expect(stdout).toMatch(/writer +offline draft\n/);
    expect(stdout).not.toContain("Providers");
  });

  test("with a key in the environment: what it fills, at which price; the key's place and not the key", async () => {
    const { stdout } = await (await openDesk({ runtime, env: { OPENAI_API_KEY: canary } })).type("config", "show");
    expect(stdout).toContain("OPENAI_API_KEY is set, so it fills the roles.");
    expect(stdout).toMatch(/writer +openai\/gpt-6-sol +2 in, 0\.2 cached, 10 out a million tokens\n/);
    expect(stdout).toMatch(/openai +https:\/\/api\.openai\.com\/v1 +key from the variable OPENAI_API_KEY\n/);
    expect(stdout).toMatch(/Prices in USD\..*openai 2026-/);
    expect(stdout).not.toContain(canary);
  });

  test("as a file says: every choice of a list, what is different for a draft, and when a model ends", async () => {
    const desk = await openDesk({ runtime, env: { DEEPSEEK_API_KEY: canary } });
    await desk.type("config", "init", "--preset", "production");
    const { stdout } = await desk.type("config", "show");
    expect(stdout).toMatch(/^As reelwright\.config\.json says\./);
    expect(stdout).toMatch(/writer +deepseek\/deepseek-flash +0\.42 in, 0\.42 cached, 0\.42 out a million tokens\n +else openai\/gpt-6-luna +0\.1 in/);
    expect(stdout).toMatch(/speech +openai\/tts-1-hd +30 a million characters \(OpenAI itself: until 2027-01-06\)/);
    expect(stdout).toMatch(/With --quality draft\n +dialogue +deepseek/);
    expect(stdout).toMatch(/deepseek +https:\S+ +key from the variable DEEPSEEK_API_KEY\n +openai +https:\S+ +key from the variable OPENAI_API_KEY, which is not set\n/);
    expect(stdout).not.toContain(canary);
  });

  test("--json is the same as data, without any secret", async () => {
    const { stdout } = await (await openDesk({ runtime, env: { OPENAI_API_KEY: canary } })).type("config", "show", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ file: null, from: "environment", currency: "USD", roles: { final: { writer: [{ provider: "openai", model: "gpt-6-sol" }] } }, standIns: { writer: "offline draft" } });
    expect(stdout).not.toContain(canary);
  });

  test("a file that is not sound: every problem with its line, and 2", async () => {
    const desk = await openDesk({ runtime });
    await desk.write(name, `{\n "rolse": {},\n "concurrency": 0 }`);
    const { code, stderr } = await desk.type("config", "show");
    expect(code).toBe(2);
    expect(stderr).toContain(`reelwright.config.json:2`);
    expect(stderr).toContain(`reelwright.config.json:3`);
  });
});

test("prices in words", () => {
  expect(pricesText({ inputPerMillion: 0.42, outputPerMillion: 0.42, perCall: 0 })).toBe("0.42 in, 0.42 out a million tokens");
  expect(pricesText({ perSecond: 0.1, perImage: 0.04 })).toBe("0.04 a picture; 0.1 a second");
  expect([pricesText({}), pricesText(undefined)]).toEqual(["free", "price unknown"]);
});
