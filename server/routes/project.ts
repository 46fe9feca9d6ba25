import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Hono } from "hono";
import { described } from "../described.ts";
import { fileResponse } from "../file-response.ts";
import type { ServerEnv } from "../guard.ts";
import type { ServerParts } from "../parts.ts";
import { pinyinOf } from "../pinyin.ts";
import { isKnown } from "../precondition.ts";
import type { Static } from "../../runtime/contract/typebox.ts";
import { Packs, Services, Session } from "../schemas.ts";
import { ticketOf } from "../token.ts";

export function sessionRoutes({ token, version, home, runtime }: ServerParts) {
  const session = { ticket: ticketOf(token), version, project: basename(home), currency: runtime.currency };
  return new Hono<ServerEnv>().get("/", described("What a page needs to begin", { 200: Session }), (c) => c.json(session));
}

/** Read anew each time: what waits and what was spent changes. */
export function serviceRoutes({ runtime }: ServerParts) {
  return new Hono<ServerEnv>().get("/", described("Who fills each role, how the providers stand, and what the project has paid", { 200: Services }), async (c) => {
    const roles = { final: await runtime.roles("final"), draft: await runtime.roles("draft") };
    return c.json({ currency: runtime.currency, roles, providers: runtime.providers().map((door) => ({ ...door, models: [...door.models] })), spent: runtime.spent() } satisfies ServicesAnswer, 200);
  });
}

export type ServicesAnswer = Static<typeof Services>;

/** Packs do not change while the server runs, so their listing is made once, when it is first asked for. */
export function packRoutes({ runtime }: ServerParts) {
  const make = async () => {
    const packs = await runtime.listing();
    const listing = { packs, roles: await runtime.roles(), pinyin: await pinyinOf(packs) };
    const json = JSON.stringify(listing);
    return { listing, json, etag: `"${createHash("sha256").update(json).digest("hex").slice(0, 32)}"` };
  };
  let made: ReturnType<typeof make> | undefined;
  return new Hono<ServerEnv>().get("/", described("Every node type, value type and role", { 200: Packs, 304: null }), async (c) => {
    made ??= make();
    const { listing, json, etag } = await made.catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    c.header("ETag", etag);
    c.header("Cache-Control", "no-cache");
    if (isKnown(c.req.header("If-None-Match"), etag)) return c.body(null, 304);
    // As `c.json(listing)`, but put into words only once.
    return c.body(json, 200, { "Content-Type": "application/json" }) as unknown as ReturnType<typeof c.json<typeof listing, 200>>;
  }).get("/:name/icon", described("A pack's own picture", { 200: "image/png" }), async (c) => {
    const path = await runtime.packIcon(c.req.param("name"));
    const { mtimeMs, size } = await stat(path);
    return fileResponse(c, { path, etag: `"${Math.round(mtimeMs).toString(36)}-${size.toString(36)}"`, cacheControl: "private, no-cache" });
  });
}
