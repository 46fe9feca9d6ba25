import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, expect } from "vitest";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { findChromium } from "../../../scripts/chromium.mjs";
import { EditorServer } from "./server.ts";

/** How long the page may take for anything, in milliseconds: these machines are slow, and wait for nothing that has come. */
const patienceMs = 20_000;

/**
 * A browser and a server for the tests of one file; every test gets pages of its own. A page that logs an error, throws,
 * or breaks its content security policy fails its test; what it looked like is kept.
 * @param config the project's `reelwright.config.json`, made when the server is first needed
 */
export function editorTests(graphs: readonly GraphDocument[] = [], config?: () => Promise<object>) {
  let browser: Promise<Browser> | undefined;
  let server: Promise<EditorServer> | undefined;
  const contexts: BrowserContext[] = [];
  const pages: Page[] = [];
  let complaints: string[] = [];
  const expected: RegExp[] = [];

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await keepPictures(pages, task.name);
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    pages.length = 0;
    const unexpected = complaints.filter((complaint) => !expected.some((one) => one.test(complaint)));
    complaints = [];
    expected.length = 0;
    expect(unexpected).toEqual([]);
  });

  afterAll(async () => {
    await (await browser)?.close();
    await (await server)?.close();
  });

  const started = () => server ??= Promise.resolve(config?.()).then((found) => EditorServer.start(graphs, found));
  const watch = (page: Page) => {
    page.setDefaultTimeout(patienceMs);
    page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
    page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
    pages.push(page);
    return page;
  };

  return {
    server: started,

    /** A page of a browser profile of its own, at the editor or at a part of it: `#/graphs/name/canvas`. */
    async open(options: { readonly route?: string; readonly context?: BrowserContext; readonly language?: "en" | "zh"; readonly theme?: "dark" | "light"; readonly width?: number } = {}): Promise<Page> {
      const executablePath = findChromium();
      if (!executablePath) throw new Error("There is no Chromium. `npm test` installs it.");
      browser ??= chromium.launch({ executablePath, args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"] });
      const context = options.context ?? await (await browser).newContext({ viewport: { width: options.width ?? 1280, height: 800 }, locale: "en-US" });
      if (!options.context) {
        contexts.push(context);
        await context.grantPermissions(["clipboard-read", "clipboard-write"]);
        await context.addInitScript(([language, theme]) => {
          localStorage.setItem("reelwright.language", language!);
          localStorage.setItem("reelwright.theme", theme!);
        }, [options.language ?? "en", options.theme ?? "dark"]);
      }
      const page = watch(await context.newPage());
      const { address } = await started();
      await page.goto(address);
      await page.getByRole("main").waitFor();
      if (options.route) await page.goto(`${new URL(address).origin}/${options.route}`);
      return page;
    },

    /** Complaints that a test brings about on purpose, e.g. by ending the server. */
    expectComplaint(pattern: RegExp): void {
      expected.push(pattern);
    },
  };
}

async function keepPictures(pages: readonly Page[], name: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-e2e-failed-"));
  for (const [index, page] of pages.entries()) {
    const path = join(folder, `${name.replaceAll(/[^\w]+/g, "-").slice(0, 60)}-${index + 1}.png`);
    await page.screenshot({ path }).then(() => console.log(`What the page looked like: ${path}`), () => undefined);
  }
}
