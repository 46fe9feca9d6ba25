import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { Abilities, Config, Limits, Model, Prices, ProviderConfig } from "../../../runtime/config/config.ts";
import { presetNames } from "../../../runtime/config/presets.ts";
import { parseConfig } from "../../../runtime/config/read.ts";

test("docs/config.schema.json is what the runtime checks with (else: npm run build && node scripts/schema.mjs)", async () => {
  const published = JSON.parse(await readFile(new URL("../../../docs/config.schema.json", import.meta.url), "utf8")) as object;
  expect(published).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#", title: "reelwright.config.json" });
  const { $schema: _, title: __, ...schema } = published as Record<string, unknown>;
  expect(schema).toEqual(JSON.parse(JSON.stringify(Config)));
});

test("the configurations in docs/guides/providers.md are sound, and every field is explained there", async () => {
  const page = await readFile(new URL("../../../docs/guides/providers.md", import.meta.url), "utf8");
  const shown = [...page.matchAll(/^```jsonc\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
  expect(shown.length).toBeGreaterThan(0);
  for (const text of shown) expect((await parseConfig(text, "page")).problems).toEqual([]);
  const fields = [Config, ProviderConfig, Model, Abilities, Prices, Limits].flatMap(({ properties }) => Object.keys(properties));
  expect(fields.filter((field) => !page.includes(`\`${field}\``) && !page.includes(`\`${field}.`) && !page.includes(`"${field}"`))).toEqual([]);
  for (const preset of presetNames) expect(page).toContain(`\`${preset}\``);
});
