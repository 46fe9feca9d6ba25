import { expect, test } from "vitest";
import { Door } from "../../../runtime/door/door.ts";
import { recordedCaller } from "../../kit/caller.ts";

test("a call is sent with the key, settled, and its answer handed back", async () => {
  const caller = recordedCaller();
  const door = new Door({ provider: "p", secret: { read: async () => "key-1" } });
  const answer = await door.call({
    caller, model: "m", intent: { request: "r", maxMicros: 50 },
    send: async ({ key }) => ({ value: key, units: { tokensIn: 3 }, costMicros: 7, marketMicros: 9 }),
  });
  expect(answer).toBe("key-1");
  expect(caller.calls).toMatchObject([{ model: "m", costMicros: 7, marketMicros: 9, retries: 0, reserved: true }]);
  expect(caller.open.size).toBe(0);
});
