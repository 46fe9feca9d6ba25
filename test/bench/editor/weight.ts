import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { EditorServer } from "../../e2e/kit/server.ts";

/** What the built editor may weigh until a graph is open, compressed, in bytes. */
const most = 300_000;

/** How long nothing is asked for until everything is there, in milliseconds; the page reads its other parts ahead only later. */
const quietMs = 1000;

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
    await settled(loaded);
    await told("the gallery", loaded);
    await page.getByText("A bowl of dumplings").first().click();
    await page.locator("rw-canvas").waitFor();
    await settled(loaded);
    await told("an open graph", loaded);
  } finally {
    await page.close();
    await server.close();
  }
}

/** Nothing more is asked for. The network itself is never idle: the page listens to events. */
async function settled(loaded: ReadonlyMap<string, unknown>): Promise<void> {
  for (let before = -1; before < loaded.size;) {
    before = loaded.size;
    await new Promise((resolve) => { setTimeout(resolve, quietMs); });
  }
}

async function told(until: string, loaded: ReadonlyMap<string, Promise<number>>): Promise<void> {
  const sizes = await Promise.all(loaded.values());
  const sum = sizes.reduce((a, b) => a + b, 0);
  console.log(`Loaded until ${until}: ${(sum / 1000).toFixed(1)} kB in ${loaded.size} files, gzip (target < ${most / 1000} kB, ${sum < most ? "met" : "MISSED"})`);
}
