import type { Problem } from "../../runtime/problem.ts";
import { ServerError } from "./server.ts";

/** The part of `fetch` that is used; tests give their own. */
export type Fetch = (address: string, init?: RequestInit) => Promise<Response>;

/** How long an answer may take, in milliseconds. Uploads and streams have no limit. */
const patienceMs = 60_000;

/**
 * `fetch` with the token. An answer that is no success throws.
 * @throws ServerError with the problems that the server names; status 0 when it was not reached in time
 */
export function authorised(token: string, fetch: Fetch): Fetch {
  return async (address, init = {}) => {
    // What a header cannot carry is no token: it was copied wrongly.
    if (!/^[\x21-\x7e]+$/.test(token)) throw new ServerError(401, "This is not the token.");
    const headers = new Headers(init.headers);
    headers.set("Authorization", `Bearer ${token}`);
    const response = await fetch(address, { ...init, headers, signal: init.signal ?? AbortSignal.timeout(patienceMs) }).catch((error: unknown) => {
      throw new ServerError(0, error instanceof Error ? error.message : String(error));
    });
    if (response.ok) return response;
    throw await errorOf(response);
  };
}

async function errorOf(response: Response): Promise<ServerError> {
  const answer = await response.json().catch(() => undefined) as { title?: unknown; problems?: unknown } | undefined;
  const problems = Array.isArray(answer?.problems) ? answer.problems.filter(isProblem) : [];
  const title = typeof answer?.title === "string" ? answer.title : `${response.status} ${response.statusText}`.trim();
  return new ServerError(response.status, problems[0]?.message ?? title, problems);
}

function isProblem(value: unknown): value is Problem {
  const { code, message } = (value ?? {}) as Partial<Problem>;
  return typeof code === "string" && typeof message === "string";
}
