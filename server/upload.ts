import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "hono";
import type { Artifact } from "../runtime/contract/types.ts";
import type { Runtime } from "../runtime/index.ts";
import { fail } from "../runtime/problem.ts";
import type { ServerEnv } from "./guard.ts";
import { mediaTypeIn } from "./media-type.ts";

/** An hour of a phone's video. */
export const largestUpload = 4 * 1024 * 1024 * 1024;

interface Receiving {
  /** The most bytes that are taken. */
  readonly largest: number;
  isKept(digest: string): Promise<boolean>;
}

/**
 * Takes in the bytes of a request under the sha256 that it must name beforehand, so that what arrived is what was sent.
 * @throws ProblemError DIGEST_MISSING, DIGEST_DIFFERS, MEDIA_TYPE_REFUSED, BODY_TOO_LARGE
 */
export async function receive(c: Context<ServerEnv>, runtime: Runtime, { largest, isKept }: Receiving): Promise<{ readonly artifact: Artifact; readonly isNew: boolean }> {
  const media = mediaTypeIn(c.req.header("Content-Type"));
  if (media === undefined) fail({ code: "MEDIA_TYPE_REFUSED", message: "The upload does not say what it is.", hint: "Send its media type as Content-Type, e.g. image/png." });
  const expected = digestIn(c.req.header("Repr-Digest"));
  if (Number(c.req.header("Content-Length") ?? 0) > largest) tooLarge(largest);
  const folder = await runtime.workFolder();
  try {
    const path = join(folder, "upload");
    const digest = await writeBody(c, path, largest);
    if (digest !== expected) fail({ code: "DIGEST_DIFFERS", message: "The bytes that arrived are not those that were announced.", hint: "Send the file again." });
    const isNew = !(await isKept(digest));
    return { artifact: await runtime.keepFile(media, path), isNew };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `sha-256=:base64:`, RFC 9530. @returns in hex */
function digestIn(header: string | undefined): string {
  const base64 = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/.exec(header ?? "")?.[1];
  return base64 === undefined
    ? fail({ code: "DIGEST_MISSING", message: "The upload does not name its digest.", hint: "Send the header Repr-Digest: sha-256=:BASE64: with the sha256 of the bytes." })
    : Buffer.from(base64, "base64").toString("hex");
}

async function writeBody(c: Context<ServerEnv>, path: string, largest: number): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "wx", 0o600);
  try {
    const reader = c.req.raw.body?.getReader();
    let size = 0;
    for (let next = await reader?.read(); next && !next.done; next = await reader!.read()) {
      size += next.value.length;
      if (size > largest) tooLarge(largest);
      hash.update(next.value);
      await file.writeFile(next.value);
    }
  } finally {
    await file.close();
  }
  return hash.digest("hex");
}

function tooLarge(largest: number): never {
  fail({ code: "BODY_TOO_LARGE", message: `The upload has more than ${Math.floor(largest / 1024 / 1024)} MiB.`, hint: "Cut or compress the file." });
}
