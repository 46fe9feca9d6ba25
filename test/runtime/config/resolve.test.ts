import { describe, expect, test } from "vitest";
import { type Config, roleNames } from "../../../runtime/config/config.ts";
import { meaningFindings } from "../../../runtime/config/meaning.ts";
import { presetNames, presetOf } from "../../../runtime/config/presets.ts";
import { checkConfig } from "../../../runtime/config/read.ts";
import { resolveConfig } from "../../../runtime/config/resolve.ts";

const config = (value: Config) => checkConfig(value);

describe("presets", () => {
  test("what the user wrote goes before them, field by field", () => {
    const { providers } = resolveConfig(config({
      providers: { mine: { type: "openai", preset: "openai", baseUrl: "https://proxy.example/v1/", limits: { requestsPerMinute: 60, concurrency: 2 }, models: { "gpt-4.1": { prices: { outputPerMillion: 5 }, limits: { concurrency: 9 } }, "house-model": {} } } },
    }), {});
    const { baseUrl, key, limits, models } = providers["mine"]!;
    expect([baseUrl, key, limits]).toEqual(["https://proxy.example/v1", { env: "OPENAI_API_KEY" }, { requestsPerMinute: 60, concurrency: 2 }]);
    expect(models["gpt-4.1"]).toMatchObject({ prices: { inputPerMillion: 2, outputPerMillion: 5 }, can: { images: true }, limits: { concurrency: 9 } });
    expect(models["house-model"]).toEqual({});
  });

  test("what only this program wants to know of a model does not reach providers", () => {
    const { providers } = resolveConfig({ providers: { openai: { type: "openai", preset: "openai" } } }, {});
    for (const model of Object.values(providers["openai"]!.models)) expect(Object.keys(model)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(kind|ends)$/)]));
  });

  test("prices of another currency are left out", () => {
    const { providers, currency } = resolveConfig({ currency: "CNY", providers: { openai: { type: "openai", preset: "openai" } } }, {});
    expect([currency, providers["openai"]!.models["gpt-4.1"]!.prices, providers["openai"]!.models["gpt-4.1"]!.can?.images]).toEqual(["CNY", undefined, true]);
  });

  test.each(presetNames)("%s: sound as a configuration of its own, dated, and every model has a price", (name) => {
    const { models, asOf, source, baseUrl } = presetOf(name)!;
    expect([asOf, source, baseUrl]).toEqual([expect.stringMatching(/^2026-\d\d/), expect.stringMatching(/^https:/), expect.stringMatching(/^https:.*[^/]$/)]);
    const written = Object.fromEntries(Object.entries(models).map(([model, { kind: _kind, ends: _ends, ...about }]) => [model, about]));
    expect(() => checkConfig({ providers: { it: { type: "openai", baseUrl, models: written } } })).not.toThrow();
    for (const { prices } of Object.values(models)) expect(Object.values(prices ?? {}).some((price) => price > 0)).toBe(true);
  });
});

describe("addresses", () => {
  const provider = { type: "openai", baseUrl: { env: "GATEWAY" } } as const;

  test("may be in a variable", () => {
    expect(resolveConfig(config({ providers: { a: provider } }), { GATEWAY: "http://localhost:4000/v1" }).providers["a"]!.baseUrl).toBe("http://localhost:4000/v1");
  });

  test.each([[{}, "not set"], [{ GATEWAY: "localhost" }, "does not hold an address"]])("that is checked when it is read: %j", (env, why) => {
    expect(() => resolveConfig(config({ providers: { a: provider } }), env)).toThrow(why);
  });
});

test("roles become lists, a model's name may have slashes, and a draft has what is not said otherwise", () => {
  const { roles } = resolveConfig(config({
    providers: { or: { type: "openai", preset: "openrouter", models: { "deepseek/deepseek-chat": {}, "small/one": {} } } },
    roles: { writer: "or/deepseek/deepseek-chat", judge: ["or/small/one", "offline"] }, draft: { roles: { writer: "offline" } },
  }), {});
  expect(roles.final).toEqual({ writer: [{ provider: "or", model: "deepseek/deepseek-chat" }], judge: [{ provider: "or", model: "small/one" }, "offline"] });
  expect(roles.draft).toEqual({ ...roles.final, writer: ["offline"] });
});

describe("from the environment alone", () => {
  const key = { OPENAI_API_KEY: "k" };

  test("no key, no providers: stand-ins fill every role", () => {
    expect(resolveConfig({}, {})).toEqual({ currency: "USD", providers: {}, roles: { final: {}, draft: {} } });
  });

  test("a key fills every role that OpenAI itself serves", () => {
    const { providers, roles } = resolveConfig({}, { ...key, OPENAI_ORG_ID: "org-1", OPENAI_PROJECT_ID: "proj-1" });
    expect(providers["openai"]).toMatchObject({ baseUrl: "https://api.openai.com/v1", key: { env: "OPENAI_API_KEY" }, organization: "org-1", project: "proj-1" });
    expect(Object.keys(roles.final).sort()).toEqual(roleNames.filter((role) => role !== "video").sort());
    expect(roles.draft.writer).not.toEqual(roles.final.writer);
  });

  test("at another address it fills all of them", () => {
    const { providers, roles } = resolveConfig({}, { ...key, OPENAI_BASE_URL: "http://localhost:4000/v1" });
    expect(providers["openai"]!.baseUrl).toBe("http://localhost:4000/v1");
    expect(Object.keys(roles.final).sort()).toEqual([...roleNames].sort());
  });

  test("its roles are sound: every model is known, has a price and can do what is wanted of it", async () => {
    const { environmentConfig } = await import("../../../runtime/config/environment.ts");
    for (const env of [key, { ...key, OPENAI_BASE_URL: "https://a.example/v1" }, { ...key, REELWRIGHT_VISION: "my-eyes", REELWRIGHT_SPEECH: "my-voice" }]) {
      expect(meaningFindings(environmentConfig({}, env))).toEqual([]);
      expect(() => checkConfig(environmentConfig({}, env))).not.toThrow();
    }
  });

  test("other models can be named, at both qualities; they are taken to do what the usual one does, at an unknown price", () => {
    const { providers, roles } = resolveConfig({}, { ...key, REELWRIGHT_WRITER: "my/writer", REELWRIGHT_VISION: "my-eyes", REELWRIGHT_VIDEO: "offline" });
    expect([roles.final.writer, roles.draft.writer, roles.final.video]).toEqual([[{ provider: "openai", model: "my/writer" }], [{ provider: "openai", model: "my/writer" }], ["offline"]]);
    expect(providers["openai"]!.models["my-eyes"]).toEqual({ can: { images: true } });
  });

  test("what the file says of providers or roles goes before", () => {
    expect(resolveConfig({ concurrency: 3, roles: { writer: "offline" } }, key).providers).toEqual({});
    expect(resolveConfig({ packs: ["p"] }, key).providers["openai"]).toBeDefined();
  });

  test("REELWRIGHT_OFFLINE=1 leaves the stand-ins, whatever else is said", () => {
    const said = { providers: { a: { type: "openai", baseUrl: { env: "NOT_SET" } } }, roles: { writer: "a/m" } } as const;
    expect(resolveConfig(said, { ...key, REELWRIGHT_OFFLINE: "1" })).toMatchObject({ providers: {}, roles: { final: {}, draft: {} } });
  });
});
