import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "./faults.ts";

/** An answer as it goes over the wire: pieces with a pause between them, so that a stream is one. */
export interface Wire {
  readonly status: number;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pieces: readonly (string | Uint8Array)[];
  /** In milliseconds. */
  readonly pause?: number;
}

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Wire {
  return { status, type: "application/json", headers, pieces: [JSON.stringify(value)] };
}

/** An error in the words services use. */
export function failure(status: number, { code, message, headers }: { code: string; message: string; headers?: Readonly<Record<string, string>> }): Wire {
  return json({ error: { message, type: status === 429 ? "rate_limit_error" : status >= 500 ? "server_error" : "invalid_request_error", param: null, code } }, status, headers);
}

export function bytes(type: string, data: Uint8Array, headers: Readonly<Record<string, string>> = {}): Wire {
  return { status: 200, type, headers: { "content-length": String(data.length), ...headers }, pieces: [data] };
}

/** Sends it, broken in the way the fault says. @returns whether all of a whole answer was handed over */
export async function send(response: ServerResponse, wire: Wire, fault: Fault | undefined): Promise<boolean> {
  const limit = fault?.do === "cut" || fault?.do === "stall" ? fault.bytes : Infinity;
  response.writeHead(wire.status, { "content-type": wire.type, ...wire.headers });
  let sent = 0;
  for (const piece of wire.pieces) {
    if (response.destroyed) return false;
    const data = Buffer.from(piece as string);
    const part = data.subarray(0, Math.max(0, limit - sent));
    if (part.length > 0) response.write(part);
    sent += part.length;
    if (part.length < data.length) return breakOff(response, fault!);
    if (wire.pause && wire.pieces.length > 1) await sleep(wire.pause);
  }
  if (limit !== Infinity) return breakOff(response, fault!);
  return new Promise((resolve) => {
    response.once("close", () => resolve(response.writableFinished));
    response.end();
  });
}

/** What was written is let out first. */
async function breakOff(response: ServerResponse, fault: Fault): Promise<false> {
  response.flushHeaders();
  await sleep(20);
  if (fault.do === "stall") await new Promise((resolve) => response.once("close", resolve));
  response.destroy();
  return false;
}
