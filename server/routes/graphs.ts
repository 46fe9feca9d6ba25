import { stat } from "node:fs/promises";
import { Hono } from "hono";
import { GraphDocument } from "../../runtime/graph/document.ts";
import { body, described } from "../described.ts";
import { fileResponse } from "../file-response.ts";
import type { ServerEnv } from "../guard.ts";
import type { ServerParts } from "../parts.ts";
import { isKnown } from "../precondition.ts";
import { Graphs, Saved } from "../schemas.ts";

const ifMatch = { "If-Match": "The ETag of what is replaced; a save of something else is refused.", "If-None-Match": "`*` for a graph that is not there yet." };

export function graphRoutes({ graphs }: ServerParts) {
  return new Hono<ServerEnv>()
    .get("/", described("Every graph, the project's own first", { 200: Graphs }), async (c) => c.json({ graphs: await graphs.list() }))
    .get("/:name", described("A graph as saved", { 200: GraphDocument, 304: null }), async (c) => {
      const { etag, document } = await graphs.open(c.req.param("name"));
      c.header("ETag", etag);
      c.header("Cache-Control", "no-cache");
      return isKnown(c.req.header("If-None-Match"), etag) ? c.body(null, 304) : c.json(document, 200);
    })
    .get("/:name/picture", described("The image beside a graph", { 200: "image/webp" }), async (c) => {
      const path = await graphs.picture(c.req.param("name"));
      const { mtimeMs, size } = await stat(path);
      return fileResponse(c, { path, etag: `"${Math.round(mtimeMs).toString(36)}-${size.toString(36)}"`, cacheControl: "private, no-cache" });
    })
    .put("/:name", described("Saves a graph", { 200: Saved, 201: Saved }, { headers: ifMatch }), body(GraphDocument), async (c) => {
      const name = c.req.param("name");
      const { etag, created } = await graphs.save(name, c.req.valid("json"), { ifMatch: c.req.header("If-Match"), ifNoneMatch: c.req.header("If-None-Match") });
      c.header("ETag", etag);
      return created ? c.json({ name, etag }, 201) : c.json({ name, etag }, 200);
    })
    .delete("/:name", described("Removes a graph", { 204: null }, { headers: { "If-Match": ifMatch["If-Match"] } }), async (c) => {
      await graphs.remove(c.req.param("name"), { ifMatch: c.req.header("If-Match"), ifNoneMatch: undefined });
      return c.body(null, 204);
    });
}
