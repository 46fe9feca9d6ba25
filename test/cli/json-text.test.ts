import { expect, test } from "vitest";
import { parseJson } from "../../cli/json-text.ts";
import { ProblemError } from "../../runtime/problem.ts";

function problemIn(text: string) {
  try {
    parseJson(text, "graph.json");
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return undefined;
}

const faults: [text: string, place: string, expected: string, hint: string][] = [
  ["", "Line 1, column 1", "a value was expected", "cut short"],
  ["{\n  \"a\": 1,\n}", "Line 3, column 1", "a name in double quotes was expected, not \"}\"", "Remove the comma"],
  ["[1, 2,]", "Line 1, column 7", "a value was expected", "Remove the comma"],
  ["{\"a\" 1}", "Line 1, column 6", "a colon was expected", "Mend"],
  ["{\"a\": 1 \"b\": 2}", "Line 1, column 9", "a comma or }", "comma is missing"],
  ["{'a': 1}", "Line 1, column 2", "a name in double quotes", "double quotes only"],
  ["{\"a\": 1} // note", "Line 1, column 10", "nothing more", "no comments"],
  ["{\"a\": “b”}", "Line 1, column 7", "a value was expected", "plain ASCII quotes"],
  ["{\"a\": \"one\ntwo\"}", "Line 1, column 7", "a value was expected", "line break"],
  ["{\"a\": [1, 2}", "Line 1, column 12", "a comma or ]", "Mend"],
  ["{\"a\": 01}", "Line 1, column 8", "a comma or }", "Mend"],
  ["{\"a\": tru}", "Line 1, column 7", "a value was expected", "Mend"],
  ["{\"a\": {", "Line 1, column 8", "or }", "not closed"],
];
test.each(faults)("%j is refused with its line and column", (text, place, expected, hint) => {
  const problem = problemIn(text);
  expect(problem).toMatchObject({ code: "JSON_MALFORMED", file: "graph.json" });
  expect(problem?.message).toContain(place);
  expect(problem?.message).toContain(expected);
  expect(problem?.hint).toContain(hint);
  expect(() => JSON.parse(text)).toThrow();
});

test("a key that is there twice is refused, not dropped", () => {
  expect(problemIn("{\"nodes\": {\"arc\": 1,\n\"arc\": 2}}")).toMatchObject({ code: "JSON_DOUBLE_KEY", line: 2, message: "Line 2, column 1: \"arc\" is there twice in the same object." });
  expect(parseJson("[{\"a\": 1}, {\"a\": {\"a\": 2}}]", "x")).toEqual([{ a: 1 }, { a: { a: 2 } }]);
});

test("a depth that would break what walks values is refused in words", () => {
  expect(problemIn("[".repeat(100_000))).toMatchObject({ code: "JSON_TOO_DEEP", line: 1 });
});

test("columns count characters, not code units", () => {
  expect(problemIn("{\"🥟好\": x}")?.message).toContain("column 8");
});

test("whatever JSON.parse takes is taken, with the same value", () => {
  const texts = ["0", "-0.5e+10", "\"\\u00e9\\n\\\"\"", "[]", "{}", " [ { \"a\" : [ null , true ] } ] \r\n", JSON.stringify({ long: "字".repeat(200_000), deep: { a: [{}] } }), "[".repeat(500) + "]".repeat(500), "\"\u007f\u2028\ud800\""];
  for (const text of texts) expect(parseJson(text, "x")).toEqual(JSON.parse(text));
});
