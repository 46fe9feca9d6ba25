import { expect, test } from "vitest";
import { blank, formatRoute, parseRoute, type Route } from "../../../editor/shell/route.ts";

test("an empty address is the gallery", () => {
  for (const hash of ["", "#", "#/"]) expect(parseRoute(hash)).toEqual({ view: "gallery" });
});

test("a graph opens in the canvas unless another view is named", () => {
  expect(parseRoute("#/graphs/bowl-of-dumplings")).toEqual({ view: "canvas", graph: "bowl-of-dumplings", from: [] });
  expect(parseRoute("#/graphs/bowl-of-dumplings/storyboard")).toEqual({ view: "storyboard", graph: "bowl-of-dumplings", from: [] });
});

test("what was written is read again", () => {
  const routes: Route[] = [
    { view: "gallery" },
    { view: "outline", graph: "a.b_c-1", from: [] },
    { view: "canvas", graph: "inner", from: ["outer", "middle"] },
    { view: "canvas", graph: "draft-2", from: [], copy: "draft" },
    { view: "canvas", graph: "untitled", from: [], copy: blank },
  ];
  for (const route of routes) expect(parseRoute(formatRoute(route))).toEqual(route);
});

test("what names no graph or no view leads to the gallery", () => {
  for (const hash of ["#/graphs/", "#/graphs/../etc", "#/graphs/A B", "#/graphs/a/nowhere", "#/elsewhere/a", "#/graphs/%2e%2e/canvas"]) {
    expect(parseRoute(hash)).toEqual({ view: "gallery" });
  }
});

test("outer graphs that can be none are left out", () => {
  expect(parseRoute("#/graphs/a/canvas?from=outer,<script>,../x&copy=No Way")).toEqual({ view: "canvas", graph: "a", from: ["outer"] });
});
