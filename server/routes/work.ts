import { Hono } from "hono";
import { body, described } from "../described.ts";
import type { ServerEnv } from "../guard.ts";
import type { ServerParts } from "../parts.ts";
import { CheckRequest, Plan, PlanRequest, Problems } from "../schemas.ts";

/** What is wrong with a graph that may not be saved yet. */
export function checkRoutes({ runtime, graphs: { folders: folder } }: ServerParts) {
  return new Hono<ServerEnv>().post("/", described("What is wrong with a graph", { 200: Problems }), body(CheckRequest), async (c) => {
    const { graph, ...options } = c.req.valid("json");
    return c.json({ problems: await runtime.check(graph, { ...options, folder }) }, 200);
  });
}

/** What a run of a graph would do. */
export function planRoutes({ runtime, graphs: { folders: folder } }: ServerParts) {
  return new Hono<ServerEnv>().post("/", described("What a run would do, why, and what it would take", { 200: Plan }), body(PlanRequest), async (c) => {
    const { graph, ...options } = c.req.valid("json");
    return c.json(await runtime.plan(graph, { ...options, folder }), 200);
  });
}
