import type { SaveState, Session } from "../state/session.ts";

/** How the top bar shows a session's state: a graph that nobody has saved or changed yet is a draft. */
export function saveLook({ etag, saveState, steps }: Pick<Session, "etag" | "saveState" | "steps">): SaveState | "draft" {
  const isUntouched = etag === undefined && steps.done.length === 0;
  return isUntouched && (saveState === "saved" || saveState === "unsaved") ? "draft" : saveState;
}
