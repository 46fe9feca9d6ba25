import { recentDrafts } from "../keeping/keep-safe.ts";
import type { Workspace } from "../state/workspace.ts";

/** Every name that a new graph cannot have: of what the server has, of what is in this browser only, and of what is open. */
export async function takenNames(workspace: Workspace): Promise<string[]> {
  const { server, session } = workspace;
  const [saved, drafts] = await Promise.all([server.graphs(), recentDrafts(workspace)]);
  const isUntouched = session?.etag === undefined && session?.steps.done.length === 0;
  return [...saved, ...drafts, ...(session && !isUntouched ? [session] : [])].map(({ name }) => name);
}
