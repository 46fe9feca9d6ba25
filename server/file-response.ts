import { createReadStream } from "node:fs";
import { constants, open, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Context } from "hono";
import { fail } from "../runtime/problem.ts";
import type { ServerEnv } from "./guard.ts";
import { type Served, servedAs, sniffedBytes } from "./media-type.ts";
import { isKnown } from "./precondition.ts";
import { problemResponse } from "./problem-response.ts";
import { rangeOf } from "./range.ts";

export interface ServedFile {
  /** A real path: links are followed before. */
  readonly path: string;
  readonly etag: string;
  readonly cacheControl: string;
  /** What the one who asks says it is. */
  readonly claimed?: string | undefined;
}

/** A file as an answer to GET or HEAD, whole or in part, or the news that the client has it already. */
export async function fileResponse(c: Context<ServerEnv>, file: ServedFile): Promise<Response> {
  const { size } = await stat(file.path);
  const served = servedAs(await headOf(file.path), file.claimed);
  for (const [name, value] of Object.entries(headersOf(file, served))) c.header(name, value);
  if (isKnown(c.req.header("If-None-Match"), file.etag)) return c.body(null, 304);
  const ifRange = c.req.header("If-Range");
  // Ranges are defined for GET alone; and an If-Range that does not match asks for the whole.
  const isPartial = c.req.method === "GET" && (ifRange === undefined || ifRange === file.etag);
  const range = isPartial ? rangeOf(c.req.header("Range"), size) : undefined;
  if (range === "unsatisfiable") {
    c.header("Content-Range", `bytes */${size}`);
    for (const name of ["ETag", "Content-Disposition"]) c.header(name, undefined);
    c.header("Cache-Control", "no-store");
    return problemResponse(c, { code: "RANGE_UNSATISFIABLE", message: `There are ${size} bytes, none in the range asked for.`, hint: "Ask for a range inside." });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  c.header("Content-Length", String(end - start + 1));
  if (range) c.header("Content-Range", `bytes ${start}-${end}/${size}`);
  if (c.req.method === "HEAD" || size === 0) return c.body(null, 200);
  return c.body(Readable.toWeb(createReadStream(file.path, { start, end })) as ReadableStream, range ? 206 : 200);
}

function headersOf({ etag, cacheControl }: ServedFile, { type, inline }: Served): Record<string, string> {
  return {
    "Content-Type": type, "ETag": etag, "Cache-Control": cacheControl, "Accept-Ranges": "bytes",
    // Opened as a page of its own it is downloaded, and were it shown all the same it could run nothing.
    ...(inline ? {} : { "Content-Disposition": "attachment", "Content-Security-Policy": "sandbox; default-src 'none'" }),
  };
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ELOOP") fail({ code: "PATH_OUTSIDE", message: "The file has become a link.", hint: "Put a copy of it into the folder." }, error);
    throw error;
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
