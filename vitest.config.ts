import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Rendering tests run real ffmpeg and the speech engine; the default of five seconds is for code that only thinks.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
