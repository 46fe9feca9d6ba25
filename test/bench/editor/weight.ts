import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { EditorServer } from "../../e2e/kit/server.ts";

/** What the built editor may weigh until a graph is open, compressed, in bytes. */
const most = 300_000;

/** Loads the built editor from its server and adds up what the browser asks for: until the gallery is there, and until a graph is. */
export async function weigh(browser: Browser): Promise<void> {
  const server = await EditorServer.start();
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  const loaded = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith("/api/") && response.ok()) loaded.set(pathname, response.body().then((body) => gzipSync(body, { level: 9 }).byteLength, () => 0));
  });
  try {
    await page.goto(server.address);
    await page.locator("rw-gallery").waitFor();
    await page.waitForLoadState("networkidle");
    await told("the gallery", loaded);
    await page.goto(`${new URL(server.address).origin}/#/graphs/bowl-of-dumplings/canvas`);
    await page.locator("rw-canvas").waitFor();
    await page.waitForLoadState("networkidle");
    await told("an open graph", loaded);
  } finally {
    await page.close();
    await server.close();
  }
}

async function told(until: string, loaded: ReadonlyMap<string, Promise<number>>): Promise<void> {
  const sizes = await Promise.all(loaded.values());
  const sum = sizes.reduce((a, b) => a + b, 0);
  console.log(`Loaded until ${until}: ${(sum / 1000).toFixed(1)} kB in ${loaded.size} files, gzip (target < ${most / 1000} kB, ${sum < most ? "met" : "MISSED"})`);
}
