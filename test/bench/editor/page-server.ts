import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import sharp from "sharp";
import { pictures } from "./graph.ts";

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".png": "image/png", ".map": "application/json" };

/** Gives out a folder of built pages, and the pictures that their nodes show. @returns its address, and how to end it */
export async function servePages(folder: string): Promise<{ readonly address: string; close(): void }> {
  const made = await Promise.all(Array.from({ length: pictures }, (_, index) => picture(index)));
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const number = /^\/pictures\/(\d+)\.png$/.exec(path)?.[1];
    const found = number === undefined ? readFile(join(folder, path)) : Promise.resolve(made[Number(number)]!);
    found.then((bytes) => {
      response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream", "cache-control": "max-age=600" }).end(bytes);
    }, () => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => { server.closeAllConnections(); server.close(); } };
}

/** A small still picture with something in it. */
function picture(index: number): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="136"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${index * 45} 60% 30%)"/><stop offset="1" stop-color="hsl(${index * 45 + 80} 60% 60%)"/></linearGradient></defs>
    <rect width="240" height="136" fill="url(#g)"/><circle cx="${60 + index * 15}" cy="60" r="32" fill="#fff8"/><rect x="20" y="100" width="200" height="12" fill="#0006"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
