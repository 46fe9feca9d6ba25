import { readdir, readFile } from "node:fs/promises";
import { Ajv } from "ajv";
import { beforeAll, expect, test } from "vitest";
import { GraphDocument } from "../../runtime/graph/document.ts";
import { currentFormat } from "../../runtime/graph/current-format.ts";
import { formatDocument, openRuntime, parseDocument } from "../../runtime/index.ts";

let published: Record<string, unknown>;
beforeAll(async () => { published = JSON.parse(await readFile(new URL("../../docs/graph.schema.json", import.meta.url), "utf8")); });

test("docs/graph.schema.json is what the runtime checks with (else: npm run build && node scripts/schema.mjs)", () => {
  const { $schema, title, ...schema } = published;
  expect({ $schema, title }).toEqual({ $schema: "http://json-schema.org/draft-07/schema#", title: currentFormat });
  expect(schema).toEqual(JSON.parse(JSON.stringify(GraphDocument)));
});

test("it is a JSON Schema that strict validators take, and the project's own graphs pass it", async () => {
  const validate = new Ajv({ strict: true }).compile(published);
  const folder = new URL("../../graphs/", import.meta.url);
  for (const name of (await readdir(folder)).filter((file) => file.endsWith(".json") && file !== "index.json")) {
    expect(validate(JSON.parse(await readFile(new URL(name, folder), "utf8"))), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
  }
  expect(validate({ format: currentFormat })).toBe(false);
});

test("the example in docs/graph-format.md is a sound graph, as it would be written", async () => {
  const page = await readFile(new URL("../../docs/graph-format.md", import.meta.url), "utf8");
  const [, example] = /```json\n([\s\S]*?)```/.exec(page)!;
  const { document, problems } = parseDocument(example!);
  expect(problems).toEqual([]);
  expect(formatDocument(document!)).toBe(example);
  const runtime = await openRuntime({ home: null });
  expect(await runtime.check(document)).toEqual([]);
  await runtime.close();
});
