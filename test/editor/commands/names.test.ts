import { expect, test } from "vitest";
import { parseGraphFile } from "../../../editor/commands/graph-file.ts";
import { freeName, nameFault, nameFrom } from "../../../editor/commands/names.ts";

test("a free name stays as it is", () => {
  expect(freeName("bowl", ["cup"])).toBe("bowl");
});

test("a taken name gets the next free number", () => {
  expect(freeName("bowl", ["bowl"])).toBe("bowl-2");
  expect(freeName("bowl", ["bowl", "bowl-2", "bowl-4"])).toBe("bowl-3");
});

test("a copy of a copy counts on", () => {
  expect(freeName("bowl-2", ["bowl", "bowl-2"])).toBe("bowl-3");
});

test("a name says what is wrong with it", () => {
  expect(nameFault("", [])).toBe("empty");
  for (const name of ["Bowl", "a b", "-a", "../a", "a/b", "饺子", ".hidden"]) expect(nameFault(name, [])).toBe("letters");
  expect(nameFault("bowl", ["bowl"])).toBe("taken");
  expect(nameFault("bowl-2.b_c", ["bowl"])).toBeUndefined();
});

test("a title becomes a name that is allowed", () => {
  expect(nameFrom("A bowl of dumplings / 一碗饺子")).toBe("a-bowl-of-dumplings");
  expect(nameFrom("Épisode 3: où ?")).toBe("episode-3-ou");
  expect(nameFrom("一碗饺子")).toBe("graph");
  for (const title of ["…", "../../etc", "x".repeat(500), "__proto__"]) expect(nameFault(nameFrom(title), [])).toBeUndefined();
});

test("a file is a graph, or says what it is not", () => {
  expect(parseGraphFile("{ oops")).toBe("not-json");
  for (const text of ["null", "[]", "3", "{}", "{\"format\":\"other@1\",\"nodes\":{}}", "{\"format\":\"reelwright/graph@1\",\"nodes\":[]}"]) expect(parseGraphFile(text)).toBe("not-graph");
  expect(parseGraphFile("{\"format\":\"reelwright/graph@1\",\"name\":\"a\",\"nodes\":{}}")).toEqual({ format: "reelwright/graph@1", name: "a", nodes: {} });
});
