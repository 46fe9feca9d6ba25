import type { Route } from "./log.ts";

/** What work is asked for by; the rest only looks. */
export const paid: ReadonlySet<Route> = new Set<Route>(["chat", "speech", "generations", "edits", "video.create"]);

const routes: readonly (readonly [method: string, path: RegExp, route: Route])[] = [
  ["GET", /^\/v1\/models$/, "models"],
  ["POST", /^\/v1\/chat\/completions$/, "chat"],
  ["POST", /^\/v1\/audio\/speech$/, "speech"],
  ["GET", /^\/v1\/audio\/voices$/, "voices"],
  ["POST", /^\/v1\/images\/generations$/, "generations"],
  ["POST", /^\/v1\/images\/edits$/, "edits"],
  ["POST", /^\/v1\/videos$/, "video.create"],
  ["GET", /^\/v1\/videos$/, "video.list"],
  ["GET", /^\/v1\/videos\/([^/]+)$/, "video.get"],
  ["GET", /^\/v1\/videos\/([^/]+)\/content$/, "video.content"],
  ["GET", /^\/files\/([^/]+)$/, "file"],
  ["POST", /^\/refresh$/, "refresh"],
];

/** What an address stands for, and the name in it where it has one. */
export function routeOf(method: string, path: string): { readonly route: Route; readonly id: string } {
  for (const [wanted, pattern, route] of routes) {
    const found = method === wanted && pattern.exec(path);
    if (found) return { route, id: found[1] ?? "" };
  }
  return { route: "other", id: "" };
}
