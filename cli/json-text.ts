import { fail } from "../runtime/problem.ts";

/**
 * Reads JSON and, where it is not, says at which line and column and what was expected there; JSON.parse tells the
 * position only for some texts. A key that is there twice is refused too: JSON.parse would drop the first silently.
 */
export function parseJson(text: string, shown: string): unknown {
  const fault = findFault(text);
  if (!fault) return JSON.parse(text);
  const before = text.slice(0, fault.at).split("\n");
  const column = [...before.at(-1)!].length + 1;
  fail({
    code: fault.code, file: shown, line: before.length,
    message: `Line ${before.length}, column ${column}: ${fault.message}.`,
    hint: fault.hint,
  });
}

interface Fault {
  readonly at: number;
  readonly code: "JSON_MALFORMED" | "JSON_DOUBLE_KEY" | "JSON_TOO_DEEP";
  readonly message: string;
  readonly hint: string;
}

type Expected = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma" | "end";

const space = /[ \t\n\r]*/y;
// Everything from the space on but the quote and the backslash: control characters must be escaped.
const string = /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"/uy;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** No graph comes near it, and what walks values by recursion is safe below it. */
const deepest = 500;

/** Walks the text once, with its own stack, so that a hostile depth is refused in words. */
function findFault(text: string): Fault | undefined {
  const open: (Set<string> | "list")[] = [];
  let expected: Expected = "value";
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found) at += found.length;
    return found || undefined;
  };
  const after = (): Expected => open.length === 0 ? "end" : "comma";

  for (;;) {
    take(space);
    const character = text[at];
    if (character === undefined) return expected === "end" ? undefined : faultAt(text, at, expected, open.at(-1));
    const inside = open.at(-1);
    if ((expected === "value" || expected === "value or ]") && (character === "{" || character === "[")) {
      if (open.length === deepest) return { at, code: "JSON_TOO_DEEP", message: `more than ${deepest} brackets are open here`, hint: "Flatten it; a value this deep is refused." };
      open.push(character === "{" ? new Set() : "list");
      expected = character === "{" ? "key or }" : "value or ]";
      at++;
    } else if (character === closerOf(inside) && (expected === "comma" || expected === "value or ]" || expected === "key or }")) {
      open.pop();
      expected = after();
      at++;
    } else if (expected === "comma" && character === ",") {
      expected = inside === "list" ? "value" : "key";
      at++;
    } else if (expected === "colon" && character === ":") {
      expected = "value";
      at++;
    } else if ((expected === "key" || expected === "key or }") && inside instanceof Set) {
      const start = at;
      const key = take(string);
      if (key === undefined) return faultAt(text, at, expected, inside);
      if (inside.has(key)) return { at: start, code: "JSON_DOUBLE_KEY", message: `${key} is there twice in the same object`, hint: "Rename or remove one of the two; only the last would count." };
      inside.add(key);
      expected = "colon";
    } else if ((expected === "value" || expected === "value or ]") && (take(string) ?? take(scalar)) !== undefined) {
      expected = after();
    } else {
      return faultAt(text, at, expected, inside);
    }
  }
}

function closerOf(inside: Set<string> | "list" | undefined): string | undefined {
  return inside === undefined ? undefined : inside === "list" ? "]" : "}";
}

function faultAt(text: string, at: number, expected: Expected, inside: Set<string> | "list" | undefined): Fault {
  const found = text[at];
  const wanted = {
    "value": "a value", "value or ]": "a value or ]", "key": "a name in double quotes", "key or }": "a name in double quotes or }",
    "colon": "a colon", "comma": `a comma or ${closerOf(inside)}`, "end": "nothing more",
  }[expected];
  const message = `${wanted} was expected, not ${found === undefined ? "the end of the file" : JSON.stringify(found)}`;
  return { at, code: "JSON_MALFORMED", message, hint: hintFor(text, at, expected, found) };
}

function hintFor(text: string, at: number, expected: Expected, found: string | undefined): string {
  if (found === undefined) return "The file was cut short, or a bracket or quote is not closed.";
  if (found === "'") return "JSON takes double quotes only.";
  if (found === "/" || found === "#") return "JSON has no comments.";
  if ((found === "}" || found === "]") && /,\s*$/.test(text.slice(0, at))) return "Remove the comma before it.";
  if (found === '"' && (expected === "comma")) return "A comma is missing before it, or the text before it holds a double quote: write that as \\\".";
  if (found === '"') return "The text is not closed, or holds a line break or a backslash: write those as \\n and \\\\.";
  if (/[“”‘’：，]/.test(found)) return "Use the plain ASCII quotes, colons and commas.";
  return "Mend the text at that place.";
}
