import { expect, test } from "vitest";
import type { ResolvedConfig } from "../../../runtime/config/resolve.ts";
import { Secrets } from "../../../runtime/config/secrets.ts";
import { checkProviders } from "../../../runtime/openai/check.ts";
import { type Answering, canary, loopback, sendError, sendJson, stream } from "./kit.ts";

async function checking(answer: Answering, more: { readonly key?: string } = {}) {
  const service = await loopback(answer);
  const config: ResolvedConfig = {
    currency: "USD",
    providers: { a: { name: "a", type: "openai", baseUrl: service.url, key: { env: "KEY" }, headers: {}, timeoutSeconds: 5, models: { "chat-a": { prices: { outputPerMillion: 10 } } } } },
    roles: { final: { writer: [{ provider: "a", model: "chat-a" }, "offline"], image: [{ provider: "a", model: "painter" }] }, draft: {} },
  };
  const { key = canary } = more;
  const secrets = new Secrets({ env: key === "" ? {} : { KEY: key }, home: null });
  return { service, result: await checkProviders(config, { secrets, standIn: () => undefined }, new AbortController().signal) };
}

test("a provider that works lists its models and says something", async () => {
  const { service, result } = await checking((response, { path }) => path.endsWith("/models") ? sendJson(response, { data: [{ id: "chat-a" }, { id: "other" }] }) : stream(response, "OK"));
  expect(result).toEqual([{ provider: "a", address: service.url, models: 2, missing: ["painter"], chat: { model: "chat-a", outcome: { ms: expect.any(Number), costMicros: 40 } }, notes: [] }]);
  expect(service.seen.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /v1/models", "POST /v1/chat/completions"]);
  expect(service.seen[1]!.json.max_completion_tokens).toBe(16);
});

test("one without a list of models may still work", async () => {
  const { result } = await checking((response, { path, json }) => path.endsWith("/models") ? sendError(response, 404, "not here") : "max_completion_tokens" in json ? sendError(response, 400, "unknown field max_completion_tokens") : stream(response, "OK"));
  expect(result[0]).toMatchObject({ models: "none", missing: [], chat: { outcome: { costMicros: 40 } }, notes: [expect.stringContaining("max_tokens")] });
});

test("a key that is not accepted is told, and shows nowhere", async () => {
  const { result } = await checking((response) => sendError(response, 401, `Incorrect API key provided: ${canary}`));
  expect(result[0]).toMatchObject({ models: { code: "PROVIDER_UNAUTHORISED" }, chat: { outcome: { code: "PROVIDER_UNAUTHORISED" } } });
  expect(JSON.stringify(result)).not.toContain(canary);
});

test("a key that is not there is told, and nothing is sent", async () => {
  const { service, result } = await checking((response) => stream(response, "OK"), { key: "" });
  expect(result[0]!.models).toMatchObject({ code: "PROVIDER_UNAUTHORISED", message: "There is no key for a: the variable KEY holds none." });
  expect(service.seen).toEqual([]);
});
