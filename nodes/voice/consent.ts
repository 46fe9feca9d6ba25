import { fail, type File } from "../../runtime/contract/index.ts";
import type { Consent } from "../story/index.ts";

/** A consent as somebody filled it in. */
export interface ConsentGiven {
  readonly by?: string;
  readonly at?: string;
  readonly document?: string;
  readonly file?: File;
}

/**
 * The record of a consent, whole or not at all. A file that shows it stands for the document's name.
 * @throws ProblemError CONSENT_MISSING with what is missing
 */
export function consentOf({ by = "", at = "", document = "", file }: ConsentGiven, name: string): Consent {
  const named = document.trim() || (file ? `sha256:${file.artifact}` : "");
  const missing = [
    ...(by.trim() === "" ? ["who gave it (by)"] : []),
    ...(isDay(at.trim()) ? [] : ["the day it was given (at)"]),
    ...(named === "" ? ["the document that shows it (document)"] : []),
  ];
  if (missing.length > 0) {
    fail({
      code: "CONSENT_MISSING", message: `The voice of ${name} is made after a person's, but its consent does not say ${missing.join(", nor ")}.`,
      hint: "Fill in the consent: by, at (as 2026-01-05), and document, by name or as a file. Without all three the voice is not used.",
    });
  }
  return { by: by.trim(), at: at.trim(), document: named, ...(file ? { file } : {}) };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
