import { createServer } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from "node:net";
import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from "openai";
import { afterEach, describe, expect, test } from "vitest";
import { WireFault } from "../../../runtime/door/call.ts";
import { type Fault, faultOf } from "../../../runtime/door/faults.ts";
import { fail } from "../../../runtime/problem.ts";

const now = Date.UTC(2026, 0, 1);

function answered(status: number, error: object = {}, headers: Record<string, string> = {}): Fault {
  return faultOf(APIError.generate(status, { error }, undefined, new Headers(headers)), now);
}

describe("answers with a status", () => {
  test.each([408, 409, 425, 429, 500, 502, 503, 520, 529])("%i is tried again, as nothing was bought", (status) => {
    expect(answered(status).kind).toBe("retry");
  });

  test.each([504, 524])("%i comes from a gateway that does not know whether the work was done", (status) => {
    expect(answered(status)).toMatchObject({ kind: "uncertain", health: "down" });
  });

  test.each([400, 403, 404, 405, 413, 415, 422, 451])("%i is final, in the provider's words", (status) => {
    expect(answered(status, { message: "No such thing." })).toMatchObject({ kind: "final", code: "PROVIDER_REFUSED", words: "No such thing.", health: "up", status });
  });

  test("401 wants another key", () => {
    expect(answered(401)).toMatchObject({ kind: "unauthorised", code: "PROVIDER_UNAUTHORISED" });
  });

  test("402, and 'too many' for want of money, are final: money is wanted", () => {
    expect(answered(402)).toMatchObject({ kind: "final", code: "PROVIDER_UNPAID" });
    for (const error of [{ code: "insufficient_quota" }, { type: "insufficient_quota", code: "project_spend_limit_exceeded" }, { code: "billing_hard_limit_reached" }, { code: "credit_balance_exhausted" }]) {
      expect(answered(429, error)).toMatchObject({ kind: "final", code: "PROVIDER_UNPAID" });
    }
    expect(answered(403, { code: "insufficient_balance" })).toMatchObject({ kind: "final", code: "PROVIDER_UNPAID" });
  });

  test("'too many' slows down and is no failure; other errors of the service are one", () => {
    for (const status of [429, 529]) expect(answered(status)).toMatchObject({ crowded: true, health: "up" });
    for (const status of [500, 503]) {
      expect(answered(status)).toMatchObject({ health: "down" });
      expect(answered(status).crowded).toBeUndefined();
    }
  });

  test("the wait that is named is read, on any of them", () => {
    expect(answered(503, {}, { "retry-after": "4" }).waitMs).toBe(4000);
    expect(answered(429, {}, { "retry-after-ms": "70" }).waitMs).toBe(70);
    expect(answered(429, {}, { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "20ms" }).waitMs).toBe(20);
    expect(answered(400, {}, { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2s" }).waitMs).toBe(2000);
  });

  test("x-should-retry goes before the status, except where money or a key is wanted", () => {
    expect(answered(400, {}, { "x-should-retry": "true" }).kind).toBe("retry");
    expect(answered(500, {}, { "x-should-retry": "false" })).toMatchObject({ kind: "final", code: "PROVIDER_UNREACHABLE" });
    expect(answered(402, {}, { "x-should-retry": "true" }).kind).toBe("final");
  });

  test("why it was refused is seen where that is told", () => {
    expect(answered(400, { code: "content_policy_violation" }).about).toBe("content");
    expect(answered(404, { code: "model_not_found" }).about).toBe("model");
    expect(answered(403).about).toBe("permission");
  });
});

describe("errors told within a stream", () => {
  const streamed = (error: object) => faultOf(new APIError(undefined, error, undefined, new Headers()), now);

  test("may have cost what was written until then", () => {
    expect(streamed({ message: "oops", type: "server_error" })).toMatchObject({ kind: "uncertain", health: "down", words: "oops" });
    expect(streamed({ message: "oops", code: 502 })).toMatchObject({ kind: "uncertain" });
  });

  test("are refusals where they say so", () => {
    expect(streamed({ code: "rate_limit_exceeded" })).toMatchObject({ kind: "retry", crowded: true });
    expect(streamed({ code: 429 })).toMatchObject({ kind: "retry", crowded: true });
    expect(streamed({ code: "insufficient_quota" })).toMatchObject({ kind: "final", code: "PROVIDER_UNPAID" });
    expect(streamed({ code: "content_filter" })).toMatchObject({ kind: "final", about: "content" });
    expect(streamed({ type: "invalid_request_error" })).toMatchObject({ kind: "final" });
  });
});

describe("what the wire throws, over real connections", () => {
  let server: Server | undefined;
  const sockets = new Set<Socket>();
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    server?.close();
  });

  async function listening(made: Server): Promise<string> {
    server = made;
    made.on("connection", (socket) => sockets.add(socket));
    await new Promise<void>((resolve) => { made.listen(0, "127.0.0.1", resolve); });
    return `http://127.0.0.1:${(made.address() as AddressInfo).port}/v1`;
  }

  async function thrownBy(baseURL: string, { stream = false, timeout = 5000 } = {}): Promise<unknown> {
    const client = new OpenAI({ apiKey: "k", baseURL, maxRetries: 0, timeout });
    try {
      const response = await client.post<unknown>("/chat/completions", { body: {}, stream }).asResponse();
      await response.json();
    } catch (error) {
      return error;
    }
    throw new Error("nothing was thrown");
  }

  test("a refused connection: nothing was sent", async () => {
    const url = await listening(createSocketServer());
    await new Promise((resolve) => { server!.close(resolve); });
    expect(faultOf(await thrownBy(url), now)).toMatchObject({ kind: "retry", code: "PROVIDER_UNREACHABLE", health: "down" });
  });

  test("a name that is not known: nothing was sent", async () => {
    expect(faultOf(await thrownBy("http://nowhere.invalid/v1"), now)).toMatchObject({ kind: "retry", health: "down" });
  });

  test("a connection that is closed once the request was read: it may have been bought", async () => {
    const url = await listening(createSocketServer((socket) => { socket.once("data", () => socket.destroy()); }));
    expect(faultOf(await thrownBy(url), now)).toMatchObject({ kind: "uncertain", health: "down" });
  });

  test("a body that breaks off: it may have been bought", async () => {
    const url = await listening(createServer((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write("{\"a\":");
      setImmediate(() => response.destroy());
    }));
    expect(faultOf(await thrownBy(url), now)).toMatchObject({ kind: "uncertain", broken: true });
  });

  test("JSON that ends in the middle: it may have been bought", async () => {
    const url = await listening(createServer((_, response) => { response.writeHead(200, { "content-type": "application/json" }).end("{\"a\":"); }));
    expect(faultOf(await thrownBy(url), now)).toMatchObject({ kind: "uncertain", words: "the answer cannot be read" });
  });

  test("headers that never come: it may have been bought", async () => {
    const url = await listening(createServer(() => {}));
    expect(faultOf(await thrownBy(url, { timeout: 50 }), now)).toMatchObject({ kind: "uncertain" });
  });

  test("what does not speak HTTP", async () => {
    const url = await listening(createSocketServer((socket) => { socket.once("data", () => socket.end("hello\r\n\r\n")); }));
    expect(faultOf(await thrownBy(url), now)).toMatchObject({ kind: "uncertain" });
  });
});

test("what is said within an error of the package is heard", () => {
  const inside = new APIConnectionError({ cause: new WireFault("retry", "no connection") });
  expect(faultOf(inside, now)).toMatchObject({ kind: "retry", words: "no connection" });
});

test("what is said by one who knows the protocol is taken as said", () => {
  expect(faultOf(new WireFault("retry", "w", { retryAfterMs: 9 }), now)).toMatchObject({ kind: "retry", words: "w", waitMs: 9, health: "unknown" });
  expect(faultOf(new WireFault("uncertain", "w"), now)).toMatchObject({ kind: "uncertain", health: "down" });
  expect(faultOf(new WireFault("final", "w"), now)).toMatchObject({ kind: "final", code: "PROVIDER_REFUSED", health: "up" });
});

test("certificates are not trusted by trying again", () => {
  const error = new TypeError("fetch failed", { cause: Object.assign(new Error("self-signed certificate"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }) });
  expect(faultOf(error, now)).toMatchObject({ kind: "final", code: "PROVIDER_UNREACHABLE", about: "certificate", words: "self-signed certificate" });
});

test("mistakes in programs, problems and what was cancelled are not the wire's", () => {
  const problem = (() => {
    try {
      return fail({ code: "X", message: "x" });
    } catch (error) {
      return error;
    }
  })();
  for (const error of [new TypeError("a is not a function"), problem, new APIUserAbortError(), new DOMException("stop", "AbortError"), "text"]) {
    expect(faultOf(error, now).kind).toBe("foreign");
  }
});
