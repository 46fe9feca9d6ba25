import { Hono } from "hono";
import { openAPIRouteHandler } from "hono-openapi";
import { described } from "./described.ts";
import { addressed, authorised, sameSite, secured, type ServerEnv } from "./guard.ts";
import { jsonOnly } from "./json-body.ts";
import { pageResponse } from "./page.ts";
import type { ServerParts } from "./parts.ts";
import { errorResponse } from "./problem-response.ts";
import { artifactRoutes } from "./routes/artifacts.ts";
import { eventRoutes } from "./routes/events.ts";
import { graphRoutes } from "./routes/graphs.ts";
import { packRoutes, serviceRoutes, sessionRoutes } from "./routes/project.ts";
import { resultRoutes, takeRoutes } from "./routes/results.ts";
import { queueRoutes, runRoutes } from "./routes/runs.ts";
import { checkRoutes, planRoutes } from "./routes/work.ts";
import { Health } from "./schemas.ts";

/** The whole server as one Hono app: guards, the API, the editor's files. It listens nowhere yet. */
export function createApp(parts: ServerParts) {
  const app = new Hono<ServerEnv>();
  app.onError(errorResponse);
  app.notFound((c) => pageResponse(c, parts.editor));
  app.use(secured(), addressed(parts.hosts), sameSite(parts.hosts));
  for (const path of ["/api/*", "/metrics"]) app.use(path, authorised(parts.token));
  app.use("/api/*", jsonOnly(new Set(["/api/artifacts"])));
  const openapi = openAPIRouteHandler<ServerEnv>(app, {
    excludeStaticFile: false, defaultValidationErrorResponse: false,
    documentation: {
      info: { title: "Reelwright", version: parts.version, description: "Graphs, runs and what they make. The guide is docs/guides/server.md." },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
      security: [{ token: [] }],
    },
  });
  return app
    .get("/healthz", described("Whether the server is there", { 200: Health }, { open: true }), (c) => c.json({ status: "ok" as const }, 200))
    .get("/metrics", described("Numbers for Prometheus", { 200: "text/plain" }), (c) => c.text(metricsText(parts), 200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" }))
    .route("/api/session", sessionRoutes(parts))
    .route("/api/packs", packRoutes(parts))
    .route("/api/services", serviceRoutes(parts))
    .route("/api/graphs", graphRoutes(parts))
    .route("/api/check", checkRoutes(parts))
    .route("/api/plan", planRoutes(parts))
    .route("/api/runs", runRoutes(parts))
    .route("/api/queue", queueRoutes(parts))
    .route("/api/results", resultRoutes(parts))
    .route("/api/takes", takeRoutes(parts))
    .route("/api/events", eventRoutes(parts))
    .route("/api/artifacts", artifactRoutes(parts))
    .get("/api/openapi.json", described("This description", { 200: "application/json" }), openapi);
}

/** What the API speaks of, for those who use it from TypeScript. */
export type { GraphListing } from "./graphs.ts";
export type { RunListing } from "./queue.ts";
export type { RunRequest } from "./queue-state.ts";
export type { ServicesAnswer } from "./routes/project.ts";
export type { Take } from "./takes.ts";

/** The API as types, for `hc<App>`. */
export type App = ReturnType<typeof createApp>;

function metricsText({ metrics, queue, feed }: ServerParts): string {
  return metrics.text({
    reelwright_queue_length: { help: "Runs that wait for their turn.", value: queue.length },
    reelwright_runs_under_way: { help: "Runs under way.", value: queue.isRunning ? 1 : 0 },
    reelwright_event_streams: { help: "Clients that listen to events.", value: feed.listening },
    process_resident_memory_bytes: { help: "Memory in use.", value: process.memoryUsage().rss },
  });
}
