import { fail } from "../runtime/problem.ts";

/** What a write expects to replace, after RFC 9110 §13. */
export interface Precondition {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/**
 * Whether what is there is what the client knows of. A write without a condition could undo someone else's.
 * @param etag of what is there; undefined when nothing is
 * @throws ProblemError PRECONDITION_MISSING
 */
export function matches({ ifMatch, ifNoneMatch }: Precondition, etag: string | undefined): boolean {
  if (ifMatch === undefined && ifNoneMatch === undefined) fail({ code: "PRECONDITION_MISSING", message: "A change must say what it replaces.", hint: "Send If-Match with the ETag of what was read, or If-None-Match: * for something new." });
  if (ifMatch !== undefined && !(etag !== undefined && lists(ifMatch, etag))) return false;
  return ifNoneMatch === undefined || !(etag !== undefined && lists(ifNoneMatch, etag));
}

/** Whether a header with entity tags names this one; weak ones name nothing for certain. */
export function lists(header: string, etag: string): boolean {
  return header.trim() === "*" || header.split(",").some((one) => one.trim() === etag);
}

/** Whether the client has it already: `If-None-Match` of a read, where weak tags count too. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch !== undefined && lists(ifNoneMatch.replaceAll(/\bW\//g, ""), etag);
}
