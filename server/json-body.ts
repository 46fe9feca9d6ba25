import type { Context, MiddlewareHandler } from "hono";
import { fail } from "../runtime/problem.ts";
import type { ServerEnv } from "./guard.ts";

/** Far more than the largest graph; files go to /api/artifacts. */
const largestJson = 16 * 1024 * 1024;
/** No graph comes near it, and what walks values by recursion is safe below it. */
const deepest = 500;

/**
 * Reads the body of every changing request and lets only JSON through, whatever the route does with it later: a form or
 * a plain text is what another site can make a browser send without asking.
 * @param except paths whose bodies are bytes
 */
export function jsonOnly(except: ReadonlySet<string>): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const { method, path } = c.req;
    const isEmpty = c.req.header("Transfer-Encoding") === undefined && (c.req.header("Content-Length") ?? "0") === "0";
    if (method === "GET" || method === "HEAD" || except.has(path) || (method === "DELETE" && isEmpty)) return next();
    if (!isJson(c.req.header("Content-Type")) || c.req.header("Content-Encoding") !== undefined) fail({ code: "MEDIA_TYPE_REFUSED", message: "Only JSON is taken here.", hint: "Send the header Content-Type: application/json and plain UTF-8." });
    const text = await readText(c);
    checkDepth(text);
    checkNames(parse(text), text);
    // What was read is read no second time: every later c.req.json() takes it from here.
    Object.assign(c.req.bodyCache, { text: Promise.resolve(text) });
    await next();
  };
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? "");
}

async function readText(c: Context<ServerEnv>): Promise<string> {
  const tooLarge = { code: "BODY_TOO_LARGE", message: `The body has more than ${largestJson / 1024 / 1024} MiB.`, hint: "Send files to /api/artifacts and name them by their digest." };
  if (Number(c.req.header("Content-Length") ?? 0) > largestJson) fail(tooLarge);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = c.req.raw.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader!.read()) {
    size += next.value.length;
    if (size > largestJson) fail(tooLarge);
    chunks.push(next.value);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    return fail({ code: "JSON_MALFORMED", message: "The body is not UTF-8.", hint: "Encode it as UTF-8." }, error);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail({ code: "JSON_MALFORMED", message: `The body is not JSON: ${(error as Error).message}.`, hint: "Mend it at that place." }, error);
  }
}

/** Before parsing: a text of brackets is small, what becomes of it need not be. */
function checkDepth(text: string): void {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inText && character === "\\") at++;
    else if (character === '"') inText = !inText;
    else if (inText) continue;
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    if (depth > deepest) fail({ code: "JSON_TOO_DEEP", message: `The body has more than ${deepest} brackets open at once.`, hint: "Flatten it." });
  }
}

/** `__proto__` is no name for anything: copied carelessly, by whatever program, it changes what every object is. */
function checkNames(value: unknown, text: string): void {
  if (!/__proto__|\\u/i.test(text)) return;
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (Object.hasOwn(next, "__proto__")) fail({ code: "NAME_RESERVED", message: 'Nothing can be called "__proto__".', hint: "Choose another name." });
    for (const member of Object.values(next)) if (typeof member === "object" && member !== null) open.push(member);
  }
}
