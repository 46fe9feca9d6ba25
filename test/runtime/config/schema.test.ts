import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { Config } from "../../../runtime/config/config.ts";

test("docs/config.schema.json is what the runtime checks with (else: npm run build && node scripts/schema.mjs)", async () => {
  const published = JSON.parse(await readFile(new URL("../../../docs/config.schema.json", import.meta.url), "utf8")) as object;
  expect(published).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#", title: "reelwright.config.json" });
  const { $schema: _, title: __, ...schema } = published as Record<string, unknown>;
  expect(schema).toEqual(JSON.parse(JSON.stringify(Config)));
});
