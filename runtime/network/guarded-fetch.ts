import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublic } from "./addresses.ts";
import { hostOf, isGranted } from "./hosts.ts";
import { fail, type Problem, ProblemError } from "../problem.ts";

/** The one way out for code that is not ours. */
export interface GuardOptions {
  /** On whose behalf, for messages: the pack's name. */
  readonly pack: string;
  /** Hosts it was granted. */
  readonly granted: readonly string[];
  /** `host:port` that the user lets packs reach though they are not of the public internet, and without https. */
  readonly local?: readonly string[];
  readonly largestBytes?: number;
  readonly timeoutMs?: number;
  /** The system's resolver; tests give their own. */
  readonly lookup?: (host: string, done: (error: Error | null, addresses: readonly LookupAddress[]) => void) => void;
}

export interface GuardedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Names of headers that no other host may see, beside those that are known to hold a key. */
  readonly secret?: ReadonlySet<string>;
  readonly body?: Uint8Array;
}

export interface GuardedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const mostRedirects = 5;
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
/** Decided by the connection, or saying who is behind it. */
const ownHeaders = /^(host|connection|content-length|transfer-encoding|upgrade|te|trailer|expect|keep-alive|proxy-.*|sec-.*|cookie2?)$/i;
/** What must not follow a redirect to another host. */
const secretHeaders = /^(authorization|cookie|x-api-key|api-key|x-auth-.*)$/i;

/**
 * Fetches for a pack: only from hosts that it was granted, over https, at addresses of the public internet. The name is
 * looked up once, the addresses are judged, and the connection goes to one of those that were: a name that changes its
 * answer in between gains nothing. The same holds for every redirect.
 * @returns a function. @throws ProblemError NETWORK_REFUSED, NETWORK_FAILED, NETWORK_TOO_LARGE
 */
export function guardedFetch(options: GuardOptions): (request: GuardedRequest, signal: AbortSignal) => Promise<GuardedResponse> {
  return async (request, signal) => {
    if (!methods.has(request.method)) refuse(options, `the method ${request.method.slice(0, 20)} is not one of ${[...methods].join(", ")}`);
    let { method, body } = request;
    let headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !ownHeaders.test(name)));
    let url = parsed(request.url, options);
    for (let redirects = 0; ; redirects++) {
      const answer = await once({ url, method, headers, ...(body ? { body } : {}) }, options, signal);
      const to = answer.headers["location"];
      if (![301, 302, 303, 307, 308].includes(answer.status) || to === undefined) return answer;
      if (redirects === mostRedirects) refuse(options, `${hostOf(url)} redirected more than ${mostRedirects} times`);
      const next = parsed(URL.canParse(to, url.href) ? new URL(to, url).href : to, options);
      if (next.origin !== url.origin) headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !secretHeaders.test(name) && !request.secret?.has(name)));
      // As browsers do: what was posted is not posted again, unless the answer says so.
      if (answer.status === 303 || (answer.status < 303 && method === "POST")) {
        method = "GET";
        body = undefined;
      }
      url = next;
    }
  };
}

function parsed(address: string, options: GuardOptions): URL {
  if (!URL.canParse(address)) refuse(options, "it is not an address");
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") refuse(options, "it holds a name and password");
  const local = isLocal(url, options);
  if (url.protocol !== "https:" && !(local && url.protocol === "http:")) refuse(options, `${url.protocol.slice(0, -1)} is not https`);
  // An address in the place of a name is never looked up, so it is judged here.
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (!local && isIP(literal) !== 0 && !isPublic(literal)) refuse(options, `${literal} is an address of this machine or its neighbours`);
  if (!isGranted(url, options.granted)) refuse(options, `${hostOf(url)} was not granted to it`);
  return url;
}

function isLocal(url: URL, { local = [] }: GuardOptions): boolean {
  return local.includes(hostOf(url));
}

interface Sending {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

function once({ url, method, headers, body }: Sending, options: GuardOptions, signal: AbortSignal): Promise<GuardedResponse> {
  const { largestBytes = 64 * 2 ** 20, timeoutMs = 30_000 } = options;
  return new Promise((resolve, reject) => {
    const send = url.protocol === "http:" ? requestHttp : requestHttps;
    const stop = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const lost = (error: unknown) => {
      if (signal.aborted) reject(signal.reason as Error);
      else reject(error instanceof ProblemError ? error : failure(options, url, stop.aborted ? `it did not answer within ${timeoutMs / 1000} s` : (error as NodeJS.ErrnoException).code ?? "the connection failed", error));
    };
    let request: ClientRequest;
    try {
      request = send(url, { method, headers: { ...headers, "accept-encoding": "identity" }, signal: stop, lookup: judged(options, isLocal(url, options)), agent: false });
    } catch (error) {
      return lost(error);
    }
    request.on("error", lost);
    request.on("response", (response) => collect(response, { largestBytes, options, url }).then(resolve, (error: unknown) => {
      request.destroy();
      lost(error);
    }));
    request.end(body);
  });
}

/** Looks a name up and hands on only addresses that may be connected to. */
function judged(options: GuardOptions, local: boolean): LookupFunction {
  const look = options.lookup ?? ((host, done) => systemLookup(host, { all: true, verbatim: true }, done));
  return (host, { all }, done) => look(host, (error, addresses) => {
    if (error) return done(error, "");
    const bad = local ? undefined : addresses.find(({ address }) => !isPublic(address));
    // One bad answer among good ones is no accident.
    if (bad || addresses.length === 0) return done(refusal(options, `${host} leads to an address of this machine or its neighbours`), "");
    if (all) done(null, [...addresses]);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  });
}

async function collect(response: IncomingMessage, { largestBytes, options, url }: { readonly largestBytes: number; readonly options: GuardOptions; readonly url: URL }): Promise<GuardedResponse> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBytes) fail({ code: "NETWORK_TOO_LARGE", message: `What the pack "${options.pack}" fetched from ${hostOf(url)} is larger than ${largestBytes} bytes.`, hint: "Let the pack ask for less at a time." });
    parts.push(part);
  }
  const headers = Object.fromEntries(Object.entries(response.headers).flatMap(([name, value]) => (value === undefined || name === "set-cookie" ? [] : [[name, String(value)]])));
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(parts) };
}

function refuse(options: GuardOptions, why: string): never {
  throw refusal(options, why);
}

function refusal({ pack }: GuardOptions, why: string): ProblemError {
  return new ProblemError({ code: "NETWORK_REFUSED", message: `The pack "${pack}" may not fetch that: ${why}.`, hint: `What it may reach was asked when it was added; "reelwright pack list" shows it.` });
}

function failure({ pack }: GuardOptions, url: URL, why: string, cause: unknown): ProblemError {
  const problem: Problem = { code: "NETWORK_FAILED", message: `The pack "${pack}" could not fetch from ${hostOf(url)}: ${why}.`, hint: "Look at the network and at the service; then run again." };
  return new ProblemError(problem, { cause });
}
