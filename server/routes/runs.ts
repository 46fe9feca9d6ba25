import { Hono } from "hono";
import { fail } from "../../runtime/problem.ts";
import { body, described, query } from "../described.ts";
import type { ServerEnv } from "../guard.ts";
import type { ServerParts } from "../parts.ts";
import { problemResponse } from "../problem-response.ts";
import type { RunRequest } from "../queue-state.ts";
import { EventsQuery, Move, Pause, Run, RunRequest as RunBody, type RunRequestBody, Runs, Started } from "../schemas.ts";

export function runRoutes(parts: ServerParts) {
  const { runtime, queue, feed, graphs } = parts;
  return new Hono<ServerEnv>()
    .post("/", described("Puts a run into the queue", { 202: Started }), body(RunBody), async (c) => {
      const request = await requestOf(c.req.valid("json"), graphs);
      const { graph, ...options } = request;
      const problems = await runtime.check(graph, { ...options, folder: graphs.folders });
      // As an answer and not as a run that fails: whoever asked is still there to hear it.
      if (problems.length > 0) return problemResponse(c, { code: "GRAPH_UNSOUND", message: "The graph cannot run as it is.", hint: "Solve the problems that are listed." }, problems) as never;
      return c.json({ id: await queue.add(request) }, 202);
    })
    .get("/", described("The queue in its order, then the other runs, the newest first", { 200: Runs }), (c) => c.json(queue.list(), 200))
    .get("/:id", described("One run, with what it was asked to do", { 200: Run }), async (c) => {
      const run = queue.find(c.req.param("id"));
      const request = await queue.request(run.id);
      return c.json({ ...run, ...(request ? { request } : {}) }, 200);
    })
    .get("/:id/events", described("Every event known so far, a line of JSON each", { 200: "application/x-ndjson" }), query(EventsQuery), (c) => {
      const { id } = queue.find(c.req.param("id"));
      const events = queue.isWaiting(id) ? [] : feed.events(id, Number(c.req.valid("query").after ?? -1));
      return c.body(linesOf(events), 200, { "Content-Type": "application/x-ndjson" });
    })
    .delete("/:id", described("Cancels a run, or takes it out of the queue", { 202: Started }), async (c) => {
      const id = c.req.param("id");
      await queue.cancel(id);
      return c.json({ id }, 202);
    })
    .post("/:id/move", described("Gives a run that waits another place", { 200: Move }), body(Move), async (c) => c.json({ to: await queue.move(c.req.param("id"), c.req.valid("json").to) }, 200));
}

export function queueRoutes({ queue }: ServerParts) {
  return new Hono<ServerEnv>().post("/", described("Lets the queue rest after the run under way, or go on", { 200: Pause }), body(Pause), async (c) => {
    const { paused } = c.req.valid("json");
    await queue.pause(paused);
    return c.json({ paused }, 200);
  });
}

async function requestOf({ graph, name, ...options }: RunRequestBody, graphs: ServerParts["graphs"]): Promise<RunRequest> {
  if ((graph === undefined) === (name === undefined)) fail({ code: "REQUEST_INVALID", message: "A run needs either a graph or the name of one.", hint: "Send one of `graph` and `name`." });
  return { graph: graph ?? (await graphs.open(name!)).document, ...options } as RunRequest;
}

/** Pulled line by line in lumps, so that a long record is never in memory as a whole. */
function linesOf(events: Iterable<unknown> | AsyncIterable<unknown>): ReadableStream<Uint8Array> {
  const iterator = (async function* () { yield* events; })();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = "";
      while (text.length < 64 * 1024) {
        const { done, value } = await iterator.next();
        if (done) break;
        text += `${JSON.stringify(value)}\n`;
      }
      if (text === "") return controller.close();
      controller.enqueue(encoder.encode(text));
    },
    cancel: async () => void await iterator.return(undefined),
  });
}
