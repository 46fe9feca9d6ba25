import type { ViewName } from "../state/workspace.ts";

/** What the page shows, as its address tells: `#/` or `#/graphs/<name>/<view>?from=<outer>,<outer>&copy=<template>`. */
export type Route =
  | { readonly view: "gallery" }
  | {
    readonly view: Exclude<ViewName, "gallery">;
    readonly graph: string;
    /** The graphs it was opened out of, outermost first. */
    readonly from: readonly string[];
    /** The graph that this one starts as a copy of, until it is saved. */
    readonly copy?: string;
  };

/** What a new graph with nothing in it is a copy of. No graph can have the name. */
export const blank = "-";

const views: readonly string[] = ["canvas", "outline", "storyboard"] satisfies ViewName[];
const namePattern = /^[a-z0-9][a-z0-9._-]*$/;

/** @param hash as in `location.hash`. What leads nowhere leads to the gallery */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const [, place, name = "", view = "canvas"] = path.split("/");
  if (place !== "graphs" || !namePattern.test(name) || !views.includes(view)) return { view: "gallery" };
  const words = new URLSearchParams(query);
  const from = (words.get("from") ?? "").split(",").filter((outer) => namePattern.test(outer));
  const copy = words.get("copy") ?? "";
  return { view: view as Exclude<ViewName, "gallery">, graph: name, from, ...(copy === blank || namePattern.test(copy) ? { copy } : {}) };
}

export function formatRoute(route: Route): string {
  if (route.view === "gallery") return "#/";
  const words = [...(route.from.length > 0 ? [`from=${route.from.join(",")}`] : []), ...(route.copy === undefined ? [] : [`copy=${route.copy}`])];
  return `#/graphs/${route.graph}/${route.view}${words.length > 0 ? `?${words.join("&")}` : ""}`;
}
