import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { checkConfig, parseConfig, readConfig, readConfigFile } from "../../../runtime/config/read.ts";
import { problemIn } from "../../../runtime/problem.ts";

/** Every problem as `line: sentence hint`. */
async function told(text: string): Promise<string[]> {
  return (await parseConfig(text, "c.json")).problems.map(({ line, message, hint }) => `${line}: ${message} ${hint}`);
}
const openai = `"openai": { "type": "openai", "preset": "openai" }`;

test("comments and trailing commas are read", async () => {
  const { config, problems } = await parseConfig(`// mine\n{\n  /* how many */ "concurrency": 4,\n}\n`, "c.json");
  expect([config, problems]).toEqual([{ concurrency: 4 }, []]);
});

test("a file that is not JSON is told with the line, once for each", async () => {
  expect(await told(`{\n  "concurrency": 4\n  "currency": USD,\n}`)).toEqual([
    expect.stringMatching(/^3: A comma is missing/),
  ]);
  expect(await told("")).toEqual([expect.stringMatching(/^1: A value is missing\./)]);
  expect(await told(`{\n "a": {\n`)).toEqual([expect.stringContaining("closing brace")]);
});

test("a field that is there twice is told with the line of the second", async () => {
  expect((await parseConfig(`{\n "currency": "USD",\n "currency": "CNY"\n}`, "c.json")).problems).toMatchObject([{ code: "JSON_DOUBLE_KEY", line: 3 }]);
});

test("everything wrong is told at once, each with its line and its path, in plain words", async () => {
  const lines = await told(`{
  "currency": "dollars",
  "rolse": {},
  "concurrency": 0,
  "providers": {
    "local": {
      "type": "openai",
      "baseUrl": "localhost:8080",
      "modells": {},
      "models": { "a": { "prices": { "perImage": -1 } }, "b": { "can": { "sizes": ["big"] } } },
      "key": { "evn": "KEY" }
    },
    "My Provider": { "type": "openai", "preset": "openai" },
    "other": { "type": "anthropic", "baseUrl": "https://example.com/v1" }
  },
  "roles": {
    "writer": "gpt",
    "speech": ["local/a", 7]
  }
}`);
  expect(lines).toEqual([
    expect.stringMatching(/^2: currency must be the three capital letters of a currency, such as USD or CNY\./),
    `3: There is no field "rolse" in the configuration. Did you mean "roles"?`,
    expect.stringMatching(/^4: concurrency must be at least 1\./),
    expect.stringMatching(/^8: providers\.local\.baseUrl must be an address that begins with https/),
    `9: There is no field "modells" in providers.local. Did you mean "models"?`,
    expect.stringMatching(/^10: providers\.local\.models\.a\.prices\.perImage must be at least 0\./),
    expect.stringMatching(/^10: providers\.local\.models\.b\.can\.sizes\[0\] must be like 1024x1536\./),
    expect.stringMatching(/^11: providers\.local\.key must be \{ "env": NAME \}/),
    expect.stringMatching(/^13: "My Provider" cannot be a name in providers\./),
    expect.stringMatching(/^14: providers\.other\.type must be "openai"\./),
    expect.stringMatching(/^17: roles\.writer must be like provider\/model, or offline, or a list of these\./),
    expect.stringMatching(/^18: roles\.speech\[1\] must be like provider\/model, or offline\./),
  ]);
});

test("a misspelled field that is needed is told once", async () => {
  expect(await told(`{ "providers": { "a": { "tpye": "openai", "baseUrl": "https://a.example/v1" } } }`)).toEqual([`1: There is no field "tpye" in providers.a. Did you mean "type"?`]);
});

describe("what the parts say about each other", () => {
  test("roles name providers and models that are there", async () => {
    expect(await told(`{\n"providers": { ${openai} },\n"roles": {\n"writer": "opnai/gpt-4o",\n"judge": ["openai/gpt-4.1", "openai/gpt-4p"],\n"vision": "other/x"\n},\n"draft": { "roles": {\n"speech": "openai/none-such" } } }`)).toEqual([
      expect.stringMatching(/^4: roles\.writer names the provider "opnai", which is not under providers\. Did you mean "openai\/gpt-4o"\?/),
      expect.stringMatching(/^5: roles\.judge\[1\] names the model "gpt-4p", .* Did you mean "openai\/gpt-4o"\?/),
      expect.stringMatching(/^6: roles\.vision names the provider "other"/),
      expect.stringMatching(/^9: draft\.roles\.speech names the model "none-such"/),
    ]);
  });

  test("a provider has an address, and its preset is one of those that are known", async () => {
    expect(await told(`{ "providers": {\n"a": { "type": "openai" },\n"b": { "type": "openai", "preset": "deepsek" } } }`)).toEqual([
      expect.stringMatching(/^2: providers\.a has no address\. Give it a baseUrl, or a preset: openai, deepseek/),
      expect.stringMatching(/^3: There is no preset "deepsek"\. Did you mean "deepseek"\? There are openai,/),
    ]);
  });

  test("a role is filled by a model that can do it", async () => {
    const local = `"local": { "type": "openai", "baseUrl": "http://localhost/v1", "models": { "m": {} } }`;
    expect(await told(`{ "providers": { ${openai}, ${local} }, "roles": { "writer": "openai/tts-1",\n"vision": "local/m",\n"speech": "local/m",\n"image": "local/m" } }`)).toEqual([
      expect.stringMatching(/^1: roles\.writer is "openai\/tts-1", which speaks; the role writer needs one that writes text\./),
      expect.stringMatching(/^2: roles\.vision is "local\/m", which is not said to read pictures\..*"images": true/),
      expect.stringMatching(/^3: roles\.speech is "local\/m", of which no voice is known\./),
    ]);
  });

  test("a list is asked to its end: nothing after offline, nothing twice", async () => {
    expect(await told(`{ "providers": { ${openai} }, "roles": { "writer": ["offline", "openai/gpt-4.1", "openai/gpt-4.1"] } }`)).toEqual([
      expect.stringMatching(/^1: roles\.writer\[0\] always answers/), expect.stringMatching(/^1: roles\.writer\[2\] is in the list before/),
    ]);
  });

  test("a list for speech speaks with the voices of its first", async () => {
    const text = (list: string) => `{ "providers": { ${openai} }, "roles": { "speech": ${list} } }`;
    expect(await told(text(`["openai/tts-1-hd", "openai/tts-1"]`))).toEqual([]);
    expect(await told(text(`["openai/gpt-4o-mini-tts", "openai/tts-1"]`))).toEqual([expect.stringMatching(/roles\.speech\[1\] has no voice called ballad, verse, marin and others/)]);
    expect(await told(text(`["openai/tts-1-hd", "offline"]`))).toEqual([expect.stringMatching(/roles\.speech\[1\] has no voice called alloy/)]);
  });

  test("prices of a preset are not mixed with another currency", async () => {
    const text = (models: string) => `{ "currency": "CNY", "providers": { "openai": { "type": "openai", "preset": "openai"${models} } }, "roles": { "writer": "openai/gpt-4.1" } }`;
    expect(await told(text(""))).toEqual([expect.stringMatching(/known price is in USD; this configuration counts in CNY\. Give the model its prices in CNY/)]);
    expect(await told(text(`, "models": { "gpt-4.1": { "prices": { "inputPerMillion": 15, "outputPerMillion": 60 } } }`))).toEqual([]);
  });

  test("nothing is concluded from a provider that has other faults", async () => {
    expect(await told(`{ "providers": { "a": { "type": "openai", "baseUrl": "x", "models": {} } }, "roles": { "writer": "a/m" } }`)).toHaveLength(1);
  });
});

describe("secrets in the file", () => {
  const canary = "sk-proj-Zq81canaryXw02LmN";
  const provider = (fields: string) => `{ "providers": { "a": {\n"type": "openai", "baseUrl": "https://a.example/v1",\n${fields} } } }`;

  test.each([
    ["as the key", `"key": "${canary}"`, /is a secret written into the file/],
    ["as a key without its usual form", `"key": "swordfish99"`, /is a secret written into the file/],
    ["as the name of a variable", `"key": { "env": "${canary}" }`, /looks like a secret/],
    ["in a header", `"headers": { "Authorization": "Bearer ${canary}" }`, /is a secret written into the file: that header/],
    ["in a header of another name", `"headers": { "X-Api-Key": "swordfish99" }`, /is a secret written into the file: that header/],
    ["in a command", `"refresh": { "command": ["echo", "${canary}"] }`, /looks like a secret/],
  ])("%s: refused with the reason, and not repeated", async (_, fields, why) => {
    const { problems } = await parseConfig(provider(fields), "c.json");
    expect(problems).toMatchObject([{ code: "CONFIG_SECRET", line: 3, message: expect.stringMatching(why) }]);
    expect(JSON.stringify(problems)).not.toMatch(/canary|swordfish/);
  });

  test.each(["https://user:swordfish@a.example/v1", "https://a.example/v1?api_key=swordfish"])("in an address: %s", async (address) => {
    const { problems } = await parseConfig(`{ "providers": { "a": { "type": "openai", "baseUrl": "${address}" } } }`, "c.json");
    expect(problems).toMatchObject([{ code: "CONFIG_SECRET" }]);
    expect(JSON.stringify(problems)).not.toContain("swordfish");
  });

  test("a wrong value that may be one is not repeated either", async () => {
    expect((await told(provider(`"key": { "env": "swordfish 99" }`))).join()).not.toContain("swordfish");
  });

  test("headers that are no secret may be written down", async () => {
    expect(await told(provider(`"headers": { "HTTP-Referer": "https://example.com", "X-Title": "Reelwright", "X-Token": { "env": "T" } }`))).toEqual([]);
  });
});

test("a configuration from a file: absent is empty; several faults are the first, and how to see the rest", async () => {
  const home = await mkdtemp(join(tmpdir(), "reelwright-config-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  expect(await readConfig(home)).toEqual({});
  expect((await readConfigFile(home)).found).toBe(false);
  await writeFile(join(home, "reelwright.config.json"), `\uFEFF{\n "concurrency": 0,\n "currency": 1 }`);
  const problem = problemIn(await readConfig(home).catch((error: unknown) => error));
  expect(problem).toMatchObject({ code: "CONFIG_INVALID", line: 2, file: join(home, "reelwright.config.json") });
  expect(problem?.hint).toContain(`1 more: "reelwright config check" shows it.`);
});

test("a configuration given as a value is held to the same", () => {
  expect(checkConfig({ concurrency: 2 })).toEqual({ concurrency: 2 });
  expect(() => checkConfig({ packs: "x" })).toThrow("packs must be a list");
  expect(() => checkConfig(null)).toThrow("The configuration must be an object");
});
