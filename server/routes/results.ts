import { Hono } from "hono";
import { fail } from "../../runtime/problem.ts";
import { described, query } from "../described.ts";
import type { ServerEnv } from "../guard.ts";
import type { ServerParts } from "../parts.ts";
import { Result, Takes, TakesQuery } from "../schemas.ts";
import { takesOf } from "../takes.ts";

export function resultRoutes({ runtime }: ServerParts) {
  return new Hono<ServerEnv>().get("/:key", described("The outputs of a kept result", { 200: Result }), (c) => {
    const outputs = runtime.outputs(c.req.param("key"));
    return c.json({ outputs: outputs ?? fail({ code: "RESULT_UNKNOWN", message: "There is no such result, or it is kept no longer.", hint: "Run the graph again: what is missing will be made." }) }, 200);
  });
}

export function takeRoutes({ runtime }: ServerParts) {
  return new Hono<ServerEnv>().get("/", described("The kept results of one item, the newest first", { 200: Takes }), query(TakesQuery), async (c) => {
    const { graph, node, item = "" } = c.req.valid("query");
    return c.json({ takes: await takesOf(runtime, { graph, node, item }) }, 200);
  });
}
