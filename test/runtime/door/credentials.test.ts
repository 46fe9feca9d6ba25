import { expect, test } from "vitest";
import { Credentials, RefusedKey } from "../../../runtime/door/credentials.ts";
import { FakeClock } from "./fake-clock.ts";

function source(keys: readonly (string | Error)[], { refreshing = false } = {}) {
  let index = 0;
  const log: string[] = [];
  const next = async (what: string) => {
    log.push(what);
    await new Promise<void>((resolve) => { setImmediate(resolve); });
    const key = keys[Math.min(index++, keys.length - 1)]!;
    if (key instanceof Error) throw key;
    return key;
  };
  return { log, source: refreshing ? { read: () => next("read"), refresh: () => next("refresh") } : { read: () => next("read") } };
}

test("a key is read when it is first needed, once for all who need it", async () => {
  const { log, source: secret } = source(["a"]);
  const credentials = new Credentials(secret, new FakeClock());
  expect(log).toEqual([]);
  expect(await Promise.all([credentials.key(), credentials.key(), credentials.key()])).toEqual(["a", "a", "a"]);
  expect(log).toEqual(["read"]);
});

test("a service that wants no key gets none", async () => {
  const credentials = new Credentials(undefined, new FakeClock());
  expect(await credentials.key()).toBeUndefined();
  expect(await credentials.renew(undefined)).toBe(false);
});

test("a key that could not be read is read again the next time", async () => {
  const { source: secret } = source([new Error("no such file"), "a"]);
  const credentials = new Credentials(secret, new FakeClock());
  await expect(credentials.key()).rejects.toThrow("no such file");
  expect(await credentials.key()).toBe("a");
});

test("all who are refused with one key share one renewal", async () => {
  const { log, source: secret } = source(["a", "b"], { refreshing: true });
  const credentials = new Credentials(secret, new FakeClock());
  await credentials.key();
  const renewals = await Promise.all(Array.from({ length: 200 }, () => credentials.renew("a")));
  expect(renewals.every(Boolean)).toBe(true);
  expect(log).toEqual(["read", "refresh"]);
  expect(credentials.refreshes).toBe(1);
  expect(await credentials.key()).toBe("b");
});

test("who was refused with an older key takes the newer one, and asks for none", async () => {
  const { log, source: secret } = source(["a", "b"], { refreshing: true });
  const credentials = new Credentials(secret, new FakeClock());
  await credentials.key();
  await credentials.renew("a");
  expect(await credentials.renew("a")).toBe(true);
  expect(log).toEqual(["read", "refresh"]);
});

test("nobody gets the old key while it is being renewed", async () => {
  const { source: secret } = source(["a", "b"], { refreshing: true });
  const credentials = new Credentials(secret, new FakeClock());
  await credentials.key();
  const [, key] = await Promise.all([credentials.renew("a"), credentials.key()]);
  expect(key).toBe("b");
});

test("without a way to renew it, what the file or variable holds by now is taken", async () => {
  const { log, source: secret } = source(["a", "b"]);
  const credentials = new Credentials(secret, new FakeClock());
  await credentials.key();
  expect(await credentials.renew("a")).toBe(true);
  expect(await credentials.key()).toBe("b");
  expect(log).toEqual(["read", "read"]);
});

test("a key that is refused and stays the same is not handed out again for a while", async () => {
  const clock = new FakeClock();
  const { log, source: secret } = source(["a"]);
  const credentials = new Credentials(secret, clock);
  await credentials.key();
  expect(await Promise.all(Array.from({ length: 50 }, () => credentials.renew("a")))).toEqual(Array(50).fill(false));
  await expect(credentials.key()).rejects.toBeInstanceOf(RefusedKey);
  expect(log).toEqual(["read", "read"]);
  await clock.pass(10_001);
  expect(await credentials.key()).toBe("a");
});

test("a renewal that fails fails for all who wait for it, and is tried again later", async () => {
  const { source: secret } = source(["a", new Error("no login"), "b"], { refreshing: true });
  const credentials = new Credentials(secret, new FakeClock());
  await credentials.key();
  const ends = await Promise.allSettled([credentials.renew("a"), credentials.renew("a")]);
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(credentials.key()).rejects.toBeInstanceOf(RefusedKey);
  expect(await credentials.renew("a")).toBe(true);
  expect(await credentials.key()).toBe("b");
});

test("each renewal is told of once", async () => {
  const { source: secret } = source(["a", "b", "c"], { refreshing: true });
  const credentials = new Credentials(secret, new FakeClock());
  expect(credentials.tells()).toBe(false);
  await credentials.key();
  await credentials.renew("a");
  expect([credentials.tells(), credentials.tells()]).toEqual([true, false]);
  await credentials.renew("b");
  expect([credentials.tells(), credentials.tells()]).toEqual([true, false]);
});
