import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";

/** A service on this machine that answers as Pexels does, for the stock-photos pack. */
export interface PhotoService {
  /** `127.0.0.1:4711` */
  readonly host: string;
  /** What a search is asked of. */
  readonly address: string;
  readonly key: string;
  /** Paths with their queries, in the order they were asked for. */
  readonly asked: string[];
  /** Answers every request with this status until it is taken back. */
  fail(status: number | undefined, headers?: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

export async function startPhotoService(): Promise<PhotoService> {
  const key = "a-key-for-photos";
  const asked: string[] = [];
  let failing: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | undefined;
  let host = "";
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, `http://${host}`);
    asked.push(`${url.pathname}${url.search}`);
    if (failing) return void response.writeHead(failing.status, failing.headers).end("no");
    if (url.pathname.startsWith("/photos/")) {
      const [width, height] = [Number(url.searchParams.get("w")), Number(url.searchParams.get("h"))];
      // Every photo has a colour of its own.
      const background = { r: (Number(/\d+/.exec(url.pathname)) * 50) % 256, g: 120, b: 90 };
      return void response.writeHead(200, { "content-type": "image/jpeg" }).end(await sharp({ create: { width, height, channels: 3, background } }).jpeg().toBuffer());
    }
    if (request.headers.authorization !== key) return void response.writeHead(401).end("{}");
    const query = url.searchParams.get("query")!;
    const photos = query === "nothing at all" ? [] : [1, 2, 3].map((id) => photoOf(id, host, query));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ page: 1, per_page: 15, total_results: photos.length, photos }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host, address: `http://${host}/v1`, key, asked,
    fail: (status, headers = {}) => { failing = status === undefined ? undefined : { status, headers }; },
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

function photoOf(id: number, host: string, query: string) {
  const page = `https://www.pexels.com/photo/${id}/`;
  return {
    id, width: 4000, height: 6000, url: page, photographer: `Zoë ${id}`, photographer_url: "https://www.pexels.com/@zoe", photographer_id: id, avg_color: "#978E82",
    alt: query, liked: false, src: { original: `http://${host}/photos/${id}.jpeg`, portrait: `http://${host}/photos/${id}.jpeg?h=1200&w=800` },
  };
}
