import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Problem, problemIn } from "../runtime/problem.ts";

/** The HTTP status of each problem that has one of its own; every other one is about what was sent: 400. */
const statuses: Readonly<Record<string, ContentfulStatusCode>> = {
  TOKEN_MISSING: 401, TOKEN_WRONG: 401, TOKEN_TRIES: 429, TICKET_WRONG: 401,
  ORIGIN_REFUSED: 403, PATH_OUTSIDE: 403,
  ROUTE_UNKNOWN: 404, GRAPH_UNKNOWN: 404, RUN_UNKNOWN: 404, RESULT_UNKNOWN: 404, ARTIFACT_MISSING: 404, PICTURE_MISSING: 404, PACK_ICON_MISSING: 404,
  GRAPH_SHIPPED: 409, RUN_ENDED: 409, RUN_ELSEWHERE: 409, RUN_NOT_QUEUED: 409,
  GRAPH_CHANGED: 412,
  BODY_TOO_LARGE: 413,
  MEDIA_TYPE_REFUSED: 415,
  RANGE_UNSATISFIABLE: 416,
  HOST_REFUSED: 421,
  GRAPH_UNSOUND: 422,
  PRECONDITION_MISSING: 428,
  ARTIFACT_CORRUPT: 500, INTERNAL: 500, STORE_UNWRITABLE: 500, PACK_BROKEN: 500,
  SERVER_STOPPING: 503, EDITOR_NOT_BUILT: 503,
  DISK_FULL: 507, STORE_FULL: 507,
};

/** What an error answer holds, after RFC 9457: the first problem in `title`, all of them in `problems`. */
export interface ProblemAnswer {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly problems: readonly Problem[];
}

/** Where the page that explains a problem's code is, from the project's folder. */
const pageOfProblems = "docs/problems.md#";

/** An answer of type `application/problem+json`. @param more the faults behind the first, where there are several */
export function problemResponse(c: Context, problem: Problem, more: readonly Problem[] = []): Response {
  const status = statuses[problem.code] ?? 400;
  const answer: ProblemAnswer = { type: pageOfProblems + problem.code.toLowerCase(), title: problem.message, status, problems: more.length > 0 ? more : [problem] };
  return c.body(JSON.stringify(answer), status, { "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
}

/** Whatever a route threw. What is no problem is a mistake in the server: told to its console, not to the client. */
export function errorResponse(error: unknown, c: Context): Response {
  const problem = problemIn(error);
  if (problem) return problemResponse(c, problem);
  if (error instanceof HTTPException && error.status < 500) return problemResponse(c, { code: "REQUEST_INVALID", message: "The request cannot be read.", hint: "docs/guides/server.md shows what each address takes." });
  if ((error as NodeJS.ErrnoException).code === "ENOSPC") return problemResponse(c, { code: "DISK_FULL", message: "The disk is full.", hint: "Free some space; what was finished is kept." });
  console.error(error);
  return problemResponse(c, { code: "INTERNAL", message: "The server made a mistake.", hint: "Its console says more; please report it." });
}
