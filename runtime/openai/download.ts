import { lookup as lookUp } from "node:dns";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { Caller } from "../contract/service.ts";
import { type Attempt, WireFault } from "../door/call.ts";
import { asked, type RemoteModel } from "./model.ts";
import { excerpt } from "./reply.ts";
import { bytesOf } from "./wire.ts";

/** Where a result lies: at an address, or under a path of the provider's own interface. */
export type Whereabouts = { readonly url: string } | { readonly path: string };

export interface Wanted {
  readonly caller: Caller;
  readonly from: Whereabouts;
  /** In bytes. */
  readonly limit: number;
  /** Whether the bytes are what they should be; what is not counts as broken off. */
  readonly isWhole: (bytes: Uint8Array) => boolean;
}

/** More hops than any service takes to its files. */
const mostRedirects = 5;

/**
 * Fetches what a model made. It was paid for when it was made: fetching costs nothing, and may be tried as often as the door sees
 * fit. The key goes to the provider's own host only, and no address inside this network is opened for anybody.
 */
export function fetchResult(model: RemoteModel, { caller, from, limit, isWhole }: Wanted): Promise<Uint8Array> {
  return model.door.call({
    ...asked(model, caller, "download"),
    send: async (attempt) => {
      const value = await follow(model, attempt, { from, limit });
      if (!isWhole(value)) throw new WireFault("retry", value.length === 0 ? "What was made came back empty." : `What came back is not what was made: ${excerpt(/^[\s\x20-\x7e]{1,120}/.exec(Buffer.from(value.subarray(0, 200)).toString("latin1"))?.[0] ?? "bytes of no known kind")}`);
      return { value, units: {}, costMicros: 0, marketMicros: 0 };
    },
  });
}

async function follow(model: RemoteModel, attempt: Attempt, { from, limit }: Pick<Wanted, "from" | "limit">): Promise<Uint8Array> {
  let place = from;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const answer = "path" in place || isOwn(model, place.url) ? await askProvider(model, attempt, { place, limit }) : await askStranger(model, attempt, { url: new URL(place.url), limit });
    if (answer instanceof Uint8Array) return answer;
    const base = "path" in place ? `${model.wire.baseUrl}/` : place.url;
    place = { url: new URL(answer.to, base).href };
  }
  throw new WireFault("final", "What was made is behind too many redirects.");
}

type Answered = Uint8Array | { readonly to: string };

async function askProvider(model: RemoteModel, attempt: Attempt, { place, limit }: { readonly place: Whereabouts; readonly limit: number }): Promise<Answered> {
  try {
    return await bytesOf(await model.wire.get(attempt, "path" in place ? place.path : place.url), attempt, limit);
  } catch (error) {
    const { status, headers } = error as { readonly status?: number; readonly headers?: Headers };
    const to = status !== undefined && status >= 300 && status < 400 ? headers?.get("location") : undefined;
    if (!to) throw error;
    return { to };
  }
}

function isOwn({ wire }: RemoteModel, url: string): boolean {
  return new URL(url).origin === new URL(wire.baseUrl).origin;
}

/**
 * Any other place: without a key, and only at a public address, to which the connection is made as it was looked at. A machine
 * that is configured as a provider may keep its files at another port.
 */
async function askStranger(model: RemoteModel, attempt: Attempt, { url, limit }: { readonly url: URL; readonly limit: number }): Promise<Answered> {
  if (url.protocol === "data:") return dataIn(url, limit);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new WireFault("final", `What was made lies at an address that is not opened: ${url.protocol}`);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const trusted = url.hostname === new URL(model.wire.baseUrl).hostname;
  if (!trusted && isIP(host) !== 0 && isPrivate(host)) throw new WireFault("final", privately(host));
  const response = await opened(url, attempt, trusted ? undefined : publicOnly);
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400 && headers.location) {
    response.destroy();
    return { to: headers.location };
  }
  if (statusCode !== 200) {
    response.destroy();
    // Signed addresses expire; a host that is out of order may come back.
    throw new WireFault(statusCode >= 500 || statusCode === 429 ? "retry" : "final", `${url.host} answers with status ${statusCode} where what was made should be.`);
  }
  return wholeOf(response, attempt, limit);
}

function opened(url: URL, attempt: Attempt, lookup: LookupFunction | undefined): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const asking = request(url, { signal: attempt.signal, ...(lookup ? { lookup } : {}), headers: { accept: "*/*" } }, (response) => {
      attempt.alive();
      resolve(response);
    });
    asking.on("error", (error) => reject(attempt.signal.aborted ? attempt.signal.reason as Error : error instanceof WireFault ? error : new WireFault("retry", `${url.host} cannot be reached: ${error.message}`, { cause: error })));
    asking.end();
  });
}

async function wholeOf(response: IncomingMessage, attempt: Attempt, limit: number): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      attempt.alive();
      size += piece.length;
      if (size > limit) throw new WireFault("final", `What was made is larger than ${limit >> 20} MB.`);
      pieces.push(piece);
    }
  } catch (cause) {
    if (attempt.signal.aborted) throw attempt.signal.reason;
    throw cause instanceof WireFault ? cause : new WireFault("retry", "Fetching what was made broke off.", { cause });
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function dataIn(url: URL, limit: number): Uint8Array {
  const parts = /^data:[^,]*;base64,(.*)$/s.exec(url.href);
  if (!parts || parts[1]!.length > limit * 1.4) throw new WireFault("final", "What was made is in an address that cannot be read.");
  return new Uint8Array(Buffer.from(decodeURIComponent(parts[1]!), "base64"));
}

const closed = new BlockList();
for (const [address, bits] of [["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["224.0.0.0", 3]] as const) closed.addSubnet(address, bits, "ipv4");
for (const [address, bits] of [["::", 127], ["fc00::", 7], ["fe80::", 10], ["ff00::", 8], ["64:ff9b::", 96], ["2002::", 16]] as const) closed.addSubnet(address, bits, "ipv6");

/** Addresses of this machine and network, and those in which such a one may be wrapped. */
export function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPrivate(mapped);
  return /^::ffff:/i.test(address) || closed.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function privately(host: string): string {
  return `What was made lies at ${host}, inside this network, and is not fetched from there.`;
}

/** Looks a name up once, and gives the connection only addresses that may be opened. */
const publicOnly: LookupFunction = (host, options, done) => {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, "", 0);
    const open = addresses.filter(({ address }) => !isPrivate(address));
    if (open.length === 0) return done(new WireFault("final", privately(host)) as NodeJS.ErrnoException, "", 0);
    if (options.all) return (done as (error: null, addresses: typeof open) => void)(null, open);
    done(null, open[0]!.address, open[0]!.family);
  });
};
