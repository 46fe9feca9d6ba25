import { defineConfig } from "vite";

// The page is served by the project's own server; `vite` alone is for working on the editor, beside a running one.
export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  build: { outDir: "../dist/editor", emptyOutDir: true, target: "es2022", sourcemap: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: "es" },
  server: { port: 4681, proxy: { "/api": { target: "http://127.0.0.1:4680", changeOrigin: true, headers: { origin: "http://127.0.0.1:4680" } } } },
});
