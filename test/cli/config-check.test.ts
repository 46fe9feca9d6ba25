import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Config } from "../../runtime/config/config.ts";
import { type ModelService, startService } from "../kit/service/service.ts";
import { configFor, keyVariable, production } from "../kit/service/setup.ts";
import { openDesk } from "./kit.ts";

const name = "reelwright.config.json";
let service: ModelService;
beforeAll(async () => { service = await startService({ models: production, keyPrefix: "sk-canary-4711" }); });
afterAll(() => service.close());

/** A desk with a configuration for the service, changed as the test wants. */
async function deskWith(change: (config: any) => void = () => {}, env: Record<string, string> = {}) {
  const desk = await openDesk({ env: { ...env, PATH: process.env["PATH"] ?? "" } });
  const config: Config = structuredClone(configFor(service));
  change(config);
  await desk.write(name, config);
  return desk;
}
const withKey = () => ({ [keyVariable]: service.keys.current });

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

test("what works: where the key is, what is listed, what answered, how fast and for how much; 0", async () => {
  const { code, stdout, stderr } = await (await deskWith(undefined, withKey())).type("config", "check");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^reelwright\.config\.json is sound\.\n✓ loopback {2}http:\/\/127\.0\.0\.1:\d+\/v1\n {4}key from the variable LOOPBACK_KEY\n {4}lists 6 models\n {4}script-1 answered in \S+ m?s, for [\d.]+ USD\n/);
  expect(stdout).not.toContain("canary");
});

describe("what does not work; 1", () => {
  test("a key that is refused", async () => {
    const desk = await deskWith((config) => delete config.providers.loopback.refresh, { [keyVariable]: "sk-canary-of-yesterday-1" });
    const { code, stdout, stderr } = await desk.type("config", "check");
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ loopback[^]*no list of models: loopback does not accept its key[^]*script-1: There is no usable key for loopback/);
    expect(stdout + stderr).not.toContain("canary");
  });

  test("a key that is not there is told with its place", async () => {
    const { code, stdout } = await (await deskWith((config) => delete config.providers.loopback.refresh)).type("config", "check");
    expect(code).toBe(1);
    expect(stdout).toContain("the variable LOOPBACK_KEY");
  });

  test("a model with a role that the provider does not have", async () => {
    const desk = await deskWith((config) => {
      config.providers.loopback.models["tts-9"] = config.providers.loopback.models["tts-1"];
      config.roles.speech = "loopback/tts-9";
    }, withKey());
    const { code, stdout } = await desk.type("config", "check");
    expect(code).toBe(1);
    expect(stdout).toContain("    without tts-9, which has a role\n");
  });

  test("a provider that cannot be reached, beside one that can", async () => {
    const port = await closedPort();
    const desk = await deskWith((config) => {
      config.providers.nobody = { type: "openai", baseUrl: `http://127.0.0.1:${port}/v1`, models: { m: {} } };
      config.roles.writer = ["nobody/m", "loopback/script-1"];
    }, withKey());
    const { code, stdout } = await desk.type("config", "check");
    expect(code).toBe(1);
    expect(stdout).toContain("✓ loopback");
    expect(stdout).toMatch(/✗ nobody[^]*m: nobody cannot be reached/);
  });
});

test("a model whose price is not known works, and is told: no budget holds it", async () => {
  const { code, stdout } = await (await deskWith((config) => delete config.providers.loopback.models["script-1"].prices, withKey())).type("config", "check");
  expect(code).toBe(0);
  expect(stdout.match(/has no known price/g)).toHaveLength(1);
  expect(stdout).toContain("    script-1 has no known price: it counts as nothing, and no budget holds it back\n");
});

test("--json is the same as data", async () => {
  const { code, stdout } = await (await deskWith(undefined, withKey())).type("config", "check", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ problems: [], providers: [{ provider: "loopback", works: true, models: 6, missing: [], chat: { model: "script-1", outcome: { ms: expect.any(Number) } } }] });
});

test("a file that is not sound: every problem, nobody is called, 2", async () => {
  const desk = await openDesk();
  await desk.write(name, `{\n "rolse": {},\n "providers": { "a": { "type": "openai", "baseUrl": "${service.baseUrl}", "key": "sk-canary-4711-1" } } }`);
  const before = service.log.entries.length;
  const plain = await desk.type("config", "check");
  expect([plain.code, plain.stdout]).toEqual([2, ""]);
  expect(plain.stderr).toMatch(/CONFIG_INVALID {2}reelwright\.config\.json:2[^]*CONFIG_SECRET {2}reelwright\.config\.json:3/);
  const { code, stdout } = await desk.type("config", "check", "--json");
  expect([code, JSON.parse(stdout)]).toEqual([2, { providers: [], problems: [expect.objectContaining({ line: 2 }), expect.objectContaining({ code: "CONFIG_SECRET", line: 3 })] }]);
  expect(plain.stderr + stdout).not.toContain("canary");
  expect(service.log.entries.length).toBe(before);
});

test("--file-only calls nobody; without providers there is nobody to call", async () => {
  const before = service.log.entries.length;
  expect(await (await deskWith()).type("config", "check", "--file-only")).toEqual({ code: 0, stdout: "reelwright.config.json is sound.\n", stderr: "" });
  expect(await (await openDesk()).type("config", "check")).toEqual({ code: 0, stdout: "There is no reelwright.config.json here.\nNobody to call: stand-ins fill every role.\n", stderr: "" });
  expect(service.log.entries.length).toBe(before);
});

test("with nothing but variables, what they name is called", async () => {
  const desk = await openDesk({ env: { OPENAI_API_KEY: service.keys.current, OPENAI_BASE_URL: service.baseUrl, REELWRIGHT_WRITER: "script-1" } });
  const { stdout } = await desk.type("config", "check", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ providers: [{ provider: "openai", address: service.baseUrl, chat: { model: "script-1", outcome: { ms: expect.any(Number) } } }] });
});
