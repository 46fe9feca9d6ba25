import type { SaveState, Session } from "../state/session.ts";

/** How the top bar shows a session's state: a graph the server never had is a draft until somebody changes it. */
export function saveLook({ etag, saveState, steps }: Pick<Session, "etag" | "saveState" | "steps">): SaveState | "draft" {
  return etag === undefined && saveState === "saved" && steps.done.length === 0 ? "draft" : saveState;
}
