import type { Problem } from "../problem.ts";

/** A JSON text with comments, read: its value, and the line of every part of it. */
export interface JsoncText {
  readonly value: unknown;
  /** The line of a value, or of the nearest one around it that is there; 1 is the first. A field's is that of its name. */
  lineOf(path: readonly (string | number)[]): number;
  readonly problems: readonly Problem[];
}

const wrongs: Readonly<Record<string, string>> = {
  InvalidSymbol: "A word stands where a value should", InvalidNumberFormat: "A number is not written as one",
  PropertyNameExpected: "The name of a field, in double quotes, is missing", ValueExpected: "A value is missing",
  ColonExpected: "A colon is missing after the name of a field", CommaExpected: "A comma is missing before this place",
  CloseBraceExpected: "A closing brace } is missing", CloseBracketExpected: "A closing bracket ] is missing",
  EndOfFileExpected: "Something follows after the end of the object", UnexpectedEndOfString: "The closing quote of a text is missing",
  UnexpectedEndOfComment: "A comment is not closed", UnexpectedEndOfNumber: "A number is cut off",
  InvalidEscapeCharacter: "A backslash in a text is followed by a letter that means nothing", InvalidCharacter: "A character stands where none may",
  InvalidUnicode: "A \\u in a text is not followed by four digits",
};

/** Loads the parser when there is a file to read: most commands need none. */
export async function parseJsonc(text: string, file: string): Promise<JsoncText> {
  const { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } = await import("jsonc-parser");
  const errors: { readonly error: number; readonly offset: number }[] = [];
  const tree = parseTree(text.replace(/^\uFEFF/, " "), errors as never[], { allowTrailingComma: true });
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const problems = errors.map(({ error, offset }): Problem => (
    { code: "JSON_MALFORMED", file, line: lineAt(offset), message: `${wrongs[printParseErrorCode(error)] ?? "This is not JSON"}.`, hint: "The file is JSON; comments and trailing commas are allowed." }));
  // What follows the first mistake on a line, and an empty file, is mostly its echo.
  const lines = problems.filter((problem, index) => problems.findIndex(({ line }) => line === problem.line) === index);
  const twice = tree && errors.length === 0 ? doubled(tree, (offset, name) => ({ code: "JSON_DOUBLE_KEY", file, line: lineAt(offset), message: `"${name}" is there twice in the same object.`, hint: "Remove one: only the last would count." })) : [];
  return {
    value: tree && errors.length === 0 ? getNodeValue(tree) as unknown : undefined,
    lineOf(path) {
      for (let length = path.length; tree && length > 0; length--) {
        const node = findNodeAtLocation(tree, path.slice(0, length));
        // A field begins with its name, which may stand on a line above its value.
        if (node) return lineAt((node.parent?.type === "property" ? node.parent : node).offset);
      }
      return tree ? lineAt(tree.offset) : 1;
    },
    problems: [...lines, ...twice],
  };
}

interface TreeNode {
  readonly type: string;
  readonly value?: unknown;
  readonly offset: number;
  readonly children?: readonly TreeNode[] | undefined;
}

function doubled(node: TreeNode, tell: (offset: number, name: string) => Problem): Problem[] {
  const seen = new Set<unknown>();
  const here = node.type !== "object" ? [] : (node.children ?? []).flatMap(({ offset, children: [name] = [] }) => {
    const again = seen.has(name?.value);
    seen.add(name?.value);
    return again ? [tell(offset, String(name?.value))] : [];
  });
  return [...here, ...(node.children ?? []).flatMap((child) => doubled(child, tell))];
}
