import { Hono } from "hono";
import { described, query } from "../described.ts";
import { eventStream, everything, oneRun } from "../event-stream.ts";
import type { ServerEnv } from "../guard.ts";
import type { ServerParts } from "../parts.ts";
import { StreamQuery } from "../schemas.ts";

export function eventRoutes({ feed, queue }: ServerParts) {
  const resume = { "Last-Event-ID": "The id of the last event that arrived; the stream goes on after it." };
  return new Hono<ServerEnv>().get("/", described("What happens in runs, as server-sent events", { 200: "text/event-stream" }, { headers: resume }), query(StreamQuery), (c) => {
    const { run } = c.req.valid("query");
    const lastId = c.req.header("Last-Event-ID");
    const source = run === undefined
      ? everything(feed, lastId, () => JSON.stringify(queue.list()))
      : oneRun(feed, queue.find(run).id, lastId !== undefined && /^\d{1,15}$/.test(lastId) ? Number(lastId) : -1, () => queue.isWaiting(run));
    return c.body(eventStream(feed, source), 200, { "Content-Type": "text/event-stream", "X-Accel-Buffering": "no" });
  });
}
