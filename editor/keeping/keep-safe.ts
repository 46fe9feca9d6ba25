import { createStore, delMany, entries, promisifyRequest, type UseStore } from "idb-keyval";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import { type DraftListing, Drafts, type KeyValues } from "./drafts.ts";
import { Keeping } from "./keeping.ts";
import type { KeepingWords } from "./news.ts";
import type { TabChannel, TabMessage } from "./tabs.ts";
import { words } from "./words.ts";

const kept = new WeakMap<Workspace, Keeping>();

/** What keeps a workspace's graphs from being lost. Begins with the first call. */
export function keepingOf(workspace: Workspace): Keeping {
  let keeping = kept.get(workspace);
  if (!keeping) kept.set(workspace, (keeping = begin(workspace)));
  return keeping;
}

/**
 * From here on every edit of the open graph is kept: in this browser at once, on the server soon, never over what
 * somebody else has saved. @returns a function that ends it
 */
export function keepSafe(workspace: Workspace): () => void {
  const keeping = keepingOf(workspace);
  const ending = new AbortController();
  const { signal } = ending;
  const refresh = () => void keeping.refresh();
  const stopListening = workspace.server.listen({ event() {}, queue() {}, resync() {}, online: (online) => online && refresh() });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" ? refresh() : keeping.flush(), { signal });
  addEventListener("pagehide", () => {
    keeping.flush();
    keeping.tabs.away();
  }, { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && keeping.tabs.back(), { signal });
  addEventListener("beforeunload", (event) => keeping.isAtRisk && event.preventDefault(), { signal });
  return () => {
    ending.abort();
    stopListening();
    keeping.end();
    kept.delete(workspace);
  };
}

/** Opens a graph, with the edits of it that this browser still has. @throws ServerError */
export function openGraph(workspace: Workspace, name: string, trail?: readonly string[]): Promise<Session> {
  return keepingOf(workspace).open(name, trail);
}

/**
 * Opens a new graph, which the server gets with its first edit or run; with the edits of it that this browser still
 * has. @param start what it begins with; its name is replaced. @throws ServerError
 */
export function openNew(workspace: Workspace, name: string, start: () => Promise<GraphDocument>, trail?: readonly string[]): Promise<Session> {
  return keepingOf(workspace).openNew(name, start, trail);
}

/** Opens a new graph that starts as a copy of another one. @throws ServerError */
export function openCopy(workspace: Workspace, template: string, name: string, trail?: readonly string[]): Promise<Session> {
  return openNew(workspace, name, async () => (await workspace.server.graph(template)).document, trail);
}

/** Saves the open graph without waiting, also one that was not edited yet. @returns whether the server has it */
export function saveNow(workspace: Workspace): Promise<boolean> {
  return keepingOf(workspace).saveNow();
}

/** Graphs with edits that are in this browser only, the last edited first. */
export function recentDrafts(workspace: Workspace): Promise<readonly DraftListing[]> {
  return keepingOf(workspace).recent();
}

/** Forgets the edits of a graph that are not on the server. Before a graph is deleted, so that nothing saves it again. */
export function discardDraft(workspace: Workspace, name: string): Promise<void> {
  return keepingOf(workspace).discard(name);
}

/** Shows what is in conflict with what somebody else has saved, for the user to decide. */
export async function compareVersions(workspace: Workspace): Promise<void> {
  await import("./merge.ts");
  const merge = document.querySelector("rw-merge") ?? document.body.appendChild(document.createElement("rw-merge"));
  merge.workspace = workspace;
  await merge.open();
}

function begin(workspace: Workspace): Keeping {
  const tab = pageId();
  const replaced = takePlace(tab);
  return new Keeping({
    workspace, tab, channel: tabChannel(),
    drafts: new Drafts(browserStore(workspace)),
    after(ms, then) {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
    now: () => Date.now(),
    living: async () => {
      await replaced;
      return living();
    },
    words: keepingWords,
    compare: () => void compareVersions(workspace).catch((error: unknown) => workspace.notices.failed(error)),
  });
}

function keepingWords(): KeepingWords {
  return { ...words(), steps: { merged: () => words().stepMerged, updated: () => words().stepUpdated, restored: () => words().stepRestored } };
}

/** A store for each project: two of them may have lived at the same address, one after the other. */
function browserStore({ server }: Workspace): KeyValues {
  let opening: Promise<UseStore> | undefined;
  const store = () => opening ??= server.session().then(({ ticket }) => createStore(`reelwright-${ticket.slice(0, 16)}`, "drafts")).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return {
    setMany: async (records) => (await store())("readwrite", (objects) => {
      for (const [key, value] of records) objects.put(value, key);
      // Said at once: a page that is going hears of nothing that would let the browser finish it by itself.
      objects.transaction.commit();
      return promisifyRequest(objects.transaction);
    }),
    delMany: async (keys) => delMany(keys, await store()),
    entries: async () => entries<string, unknown>(await store()),
  };
}

function tabChannel(): TabChannel {
  const channel = new BroadcastChannel("reelwright");
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const hear = ({ data }: MessageEvent<TabMessage>) => listener(data);
      channel.addEventListener("message", hear);
      return () => {
        channel.removeEventListener("message", hear);
        channel.close();
      };
    },
  };
}

const lockPrefix = "reelwright.page.";
const placeName = "reelwright.page";
/** How long the page before this one may take to go, when it is reloaded, in milliseconds. */
const goingMs = 400;

/**
 * Holds a lock for as long as the page lives, so that others can see that it does. Browsers have locks on https and on
 * this machine only. @returns when the page that was in this tab before is gone
 */
async function takePlace(page: string): Promise<void> {
  if (!isSecureContext) return;
  void navigator.locks.request(lockPrefix + page, () => new Promise(() => {}));
  const before = sessionStorage.getItem(placeName);
  sessionStorage.setItem(placeName, page);
  // A duplicated tab has the name of one that stays: not waited for any longer.
  if (before !== null) await navigator.locks.request(lockPrefix + before, { signal: AbortSignal.timeout(goingMs) }, () => undefined).catch(() => undefined);
}

/** The pages that are still there; undefined where the browser cannot tell. */
async function living(): Promise<ReadonlySet<string> | undefined> {
  if (!isSecureContext) return undefined;
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => name?.startsWith(lockPrefix) ? [name.slice(lockPrefix.length)] : []));
}

function pageId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
