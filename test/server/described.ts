import { expect } from "vitest";
import { Type, type TSchema } from "../../runtime/contract/typebox.ts";
import { mismatch } from "../../runtime/graph/schema.ts";

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: TSchema }>> }>> }>>>>;
}

const descriptions = new WeakMap<object, Promise<Description>>();
const anything = Type.Unknown();

/** Fails the test when an answer is not what the server's OpenAPI description says of that route and status. */
export async function checkAnswer(server: { readonly origin: string; readonly token: string }, method: string, path: string, answer: Response): Promise<void> {
  const media = answer.headers.get("Content-Type")?.split(";")[0] ?? "";
  if (!/^application\/(problem\+)?json$/.test(media) || method === "HEAD" || !path.startsWith("/api/")) return;
  const { paths } = await describe(server);
  const route = Object.keys(paths).filter((template) => pattern(template).test(path.split("?")[0]!)).sort((a, b) => a.split("{").length - b.split("{").length)[0];
  if (route === undefined) return void expect(answer.status, `${method} ${path} is not described`).toBeGreaterThanOrEqual(400);
  const responses = paths[route]![method.toLowerCase()]?.responses ?? {};
  const described = responses[String(answer.status)] ?? responses["default"];
  const content = described?.content?.[media];
  // Bytes of an artifact may well be JSON.
  if (!content && described?.content?.["application/octet-stream"]) return;
  expect(content, `${method} ${route} answers ${answer.status} ${media}, which is not described`).toBeDefined();
  expect(mismatch(content!.schema ?? anything, await answer.clone().json()), `${method} ${route}, status ${answer.status}`).toBeUndefined();
}

function describe(server: { readonly origin: string; readonly token: string }): Promise<Description> {
  let description = descriptions.get(server);
  if (!description) descriptions.set(server, (description = fetch(`${server.origin}/api/openapi.json`, { headers: { Authorization: `Bearer ${server.token}` } }).then((answer) => answer.json() as Promise<Description>)));
  return description;
}

function pattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`);
}
