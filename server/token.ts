import { createHmac, createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fail } from "../runtime/problem.ts";

/** Fewer characters than this can be guessed. */
const shortest = 24;

/**
 * The token that every request carries: `given` (REELWRIGHT_TOKEN), else the one in the file, else a new one, written
 * there for this user's eyes only.
 * @throws ProblemError TOKEN_WEAK
 */
export async function openToken(file: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return strong(given, "REELWRIGHT_TOKEN");
  const kept = (await readFile(file, "utf8").catch(() => "")).trim();
  if (kept !== "") {
    await chmod(file, 0o600);
    return strong(kept, file);
  }
  const token = randomBytes(32).toString("base64url");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${token}\n`, { mode: 0o600, flag: "w" });
  return token;
}

function strong(token: string, from: string): string {
  if (token.length >= shortest && /^[\w.~+/-]+=*$/.test(token)) return token;
  return fail({ code: "TOKEN_WEAK", message: `The token in ${from} is too short, or has characters that a header cannot carry.`, hint: `Give at least ${shortest} letters and digits, or take it away and let one be made.` });
}

/** What media elements, which send no headers, carry in the address: opens nothing but artifacts and pictures of graphs. */
export function ticketOf(token: string): string {
  return createHmac("sha256", token).update("artifacts").digest("hex");
}

/** Compares in a time that tells nothing of where two texts differ, nor of their lengths. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
