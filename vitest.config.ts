import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["scripts/guest.mjs"],
    // Rendering tests run real ffmpeg and the speech engine; the default of five seconds is for code that only thinks.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A developer's own key must not make the tests ask a real service, nor pay one.
    env: { OPENAI_API_KEY: "" },
  },
});
