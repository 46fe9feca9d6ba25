import { join } from "node:path";
import { Hono } from "hono";
import { storeFolderName } from "../../runtime/index.ts";
import { fail } from "../../runtime/problem.ts";
import { containedFile } from "../contained.ts";
import { described, query } from "../described.ts";
import { fileResponse } from "../file-response.ts";
import type { ServerEnv } from "../guard.ts";
import type { ServerParts } from "../parts.ts";
import { Artifact, MediaQuery } from "../schemas.ts";
import { receive } from "../upload.ts";

export function artifactRoutes({ runtime, home, largestUpload }: ServerParts) {
  /** The file with those bytes, if it is there. A link is none of the store's, whatever it leads to. */
  const fileOf = (digest: string) => containedFile(join(home, storeFolderName, "blobs", digest.slice(0, 2)), digest);
  return new Hono<ServerEnv>()
    .post("/", described("Keeps bytes", { 200: Artifact, 201: Artifact }, { headers: { "Repr-Digest": "`sha-256=:BASE64:` of the bytes." } }), async (c) => {
      const { artifact, isNew } = await receive(c, runtime, { largest: largestUpload, isKept: async (digest) => await fileOf(digest) !== undefined });
      c.header("Location", `/api/artifacts/${artifact.artifact}`);
      return isNew ? c.json(artifact, 201) : c.json(artifact, 200);
    })
    .get("/:digest", described("Kept bytes, whole or in part", { 200: "application/octet-stream", 206: "application/octet-stream", 304: null }, { headers: { Range: "One range of bytes." } }), query(MediaQuery), async (c) => {
      const digest = c.req.param("digest");
      if (!/^[0-9a-f]{64}$/.test(digest)) fail({ code: "ARTIFACT_MISSING", message: "This is not the name of kept bytes.", hint: "They are named by their sha256 in small hexadecimal digits." });
      // Before the runtime reads it, which would follow a link.
      await fileOf(digest);
      const path = await runtime.path({ artifact: digest });
      return fileResponse(c, { path, etag: `"${digest}"`, cacheControl: "private, max-age=31536000, immutable", claimed: c.req.valid("query").media });
    });
}
