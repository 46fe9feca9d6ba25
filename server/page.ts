import type { Context } from "hono";
import { encodingFor, type EditorFiles } from "./editor-files.ts";
import type { ServerEnv } from "./guard.ts";
import { isKnown } from "./precondition.ts";
import { problemResponse } from "./problem-response.ts";

/** What the editor may do: its own scripts and styles, its own server, pictures and sound it has made itself. */
const pagePolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data: blob:", "media-src 'self' blob:",
  "font-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join("; ");

/** The editor's own files, and what to say about addresses that lead nowhere. */
export async function pageResponse(c: Context<ServerEnv>, editor: EditorFiles): Promise<Response> {
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  const isApi = c.req.path === "/api" || c.req.path.startsWith("/api/");
  const file = isRead && !isApi ? await editor.find(c.req.path) : undefined;
  if (!file) {
    return problemResponse(c, isRead && c.req.path === "/"
      ? { code: "EDITOR_NOT_BUILT", message: "The editor is not built.", hint: "Run npm run build, then open the page again." }
      : { code: "ROUTE_UNKNOWN", message: "There is nothing at this address.", hint: "The editor is at /; GET /api/openapi.json lists the rest." });
  }
  const encoding = encodingFor(c.req.header("Accept-Encoding"));
  const etag = encoding === "identity" ? file.etag : `${file.etag.slice(0, -1)}-${encoding}"`;
  const bytes = await file.bytes(encoding);
  const isPacked = encoding !== "identity" && bytes.length !== (await file.bytes("identity")).length;
  const headers = {
    "Content-Type": file.type, "Cache-Control": file.immutable ? "public, max-age=31536000, immutable" : file.type.startsWith("text/html") ? "no-store" : "no-cache",
    "Content-Security-Policy": pagePolicy, "ETag": etag, "Vary": "Accept-Encoding", ...(isPacked ? { "Content-Encoding": encoding } : {}),
  };
  return isKnown(c.req.header("If-None-Match"), etag) ? c.body(null, 304, headers) : c.body(bytes, 200, headers);
}
