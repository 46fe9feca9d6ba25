import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";
import { fail } from "../runtime/problem.ts";
import type { AllowedHosts } from "./hosts.ts";
import { problemResponse } from "./problem-response.ts";
import { sameSecret, ticketOf } from "./token.ts";
import { WrongTries } from "./wrong-tries.ts";

/** What every handler can reach: the connection behind the request. */
export interface ServerEnv { Bindings: HttpBindings }

const securityHeaders: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
};

/** Headers that every answer carries. An answer of the API is not kept by anyone unless its route says so. */
export function secured(): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value);
    if (!c.res.headers.has("Content-Security-Policy")) c.res.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
  };
}

/** Refuses other names than the server's own: a page whose name was pointed at this machine sends its own (DNS rebinding). */
export function addressed(hosts: AllowedHosts): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const { rawHeaders, socket } = c.env.incoming;
    const given = rawHeaders.filter((_, index) => index % 2 === 0 && rawHeaders[index]!.toLowerCase() === "host").length;
    const host = c.req.header("Host") ?? "";
    const known = given === 1 && hosts.accepts(host, socket.localPort ?? 0) && new URL(c.req.url).host === new URL(`http://${host}`).host;
    if (!known) fail({ code: "HOST_REFUSED", message: "The server is not known under the name in the request.", hint: "Open it as the address it printed, or start it with --allow-host NAME." });
    await next();
  };
}

const readOnly = new Set(["GET", "HEAD"]);

/**
 * Refuses what other sites cause a browser to send. A browser tells where a request comes from; a program that is no
 * browser tells nothing and is known by its token alone.
 */
export function sameSite(hosts: AllowedHosts): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const origin = c.req.header("Origin");
    const site = c.req.header("Sec-Fetch-Site");
    const own = origin === undefined ? site === undefined || readOnly.has(c.req.method) : hosts.acceptsOrigin(origin, c.req.header("Host") ?? "");
    const opensPage = c.req.method === "GET" && c.req.path === "/" && c.req.header("Sec-Fetch-Mode") === "navigate" && c.req.header("Sec-Fetch-Dest") === "document";
    const near = site === undefined || site === "same-origin" || site === "none" || opensPage;
    if (!own || !near) fail({ code: "ORIGIN_REFUSED", message: "The request comes from another site.", hint: "Only the server's own page and programs with its token may use it." });
    await next();
  };
}

/** Where a ticket in the address does in place of the token. */
const ticketed = [/^\/api\/artifacts\/[0-9a-f]{64}$/, /^\/api\/graphs\/[^/]+\/picture$/, /^\/api\/packs\/[a-z][a-z0-9-]*\/icon$/];

/** Lets through what carries the token; see `ticketOf` for the one exception. */
export function authorised(token: string): MiddlewareHandler<ServerEnv> {
  const tries = new WrongTries();
  const ticket = ticketOf(token);
  return async (c, next) => {
    if (["token", "access_token"].some((name) => c.req.query(name) !== undefined)) fail({ code: "TOKEN_IN_ADDRESS", message: "A token does not belong in an address: addresses are kept in histories and logs.", hint: "Send it as the header Authorization: Bearer TOKEN." });
    const given = /^Bearer +(\S+) *$/i.exec(c.req.header("Authorization") ?? "")?.[1];
    if (given !== undefined && sameSecret(given, token)) return next();
    const shown = given === undefined && readOnly.has(c.req.method) && ticketed.some((path) => path.test(c.req.path)) ? c.req.query("ticket") : undefined;
    if (shown !== undefined && sameSecret(shown, ticket)) return next();
    return refuse(c, tries, given !== undefined ? "TOKEN_WRONG" : shown !== undefined ? "TICKET_WRONG" : "TOKEN_MISSING");
  };
}

function refuse(c: Context<ServerEnv>, tries: WrongTries, code: "TOKEN_WRONG" | "TICKET_WRONG" | "TOKEN_MISSING"): Response {
  const waitMs = code === "TOKEN_MISSING" ? 0 : tries.note(c.env.incoming.socket.remoteAddress ?? "", Date.now());
  if (waitMs > 0) {
    c.header("Retry-After", String(Math.ceil(waitMs / 1000)));
    return problemResponse(c, { code: "TOKEN_TRIES", message: "Too many wrong tokens came from this address.", hint: "Wait a minute, then use the token that the server printed." });
  }
  c.header("WWW-Authenticate", 'Bearer realm="reelwright"');
  return problemResponse(c, code === "TOKEN_MISSING"
    ? { code, message: "The request carries no token.", hint: "Open the address that the server printed, or send the header Authorization: Bearer TOKEN." }
    : { code, message: "The token is not the server's.", hint: "The server prints its address with the token when it starts." });
}
