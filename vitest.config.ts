import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What the packs of examples/ import by its published name is, in tests, what is being tested. */
const published: Readonly<Record<string, string>> = {
  "reelwright/pack": fileURLToPath(new URL("./runtime/contract/index.ts", import.meta.url)),
  "reelwright/story": fileURLToPath(new URL("./nodes/story/index.ts", import.meta.url)),
};

export default defineConfig({
  plugins: [{ name: "example-packs", enforce: "pre", resolveId: (id, importer) => (importer?.includes("/examples/packs/") ? published[id] : undefined) }],
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["scripts/guest.mjs"],
    // Rendering tests run real ffmpeg and the speech engine; the default of five seconds is for code that only thinks.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One worker fewer than cores, which is the default, would be a single one where this is usually run.
    maxWorkers: "100%",
    // A developer's own key must not make the tests ask a real service, nor pay one.
    env: { OPENAI_API_KEY: "" },
  },
});
