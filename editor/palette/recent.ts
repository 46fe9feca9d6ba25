const key = "reelwright.palette.recent";
const most = 12;

/** Ids of the node types and commands that were chosen lately in this browser, the last first. */
export function readRecent(): string[] {
  return (localStorage.getItem(key) ?? "").split(" ").filter(Boolean);
}

export function keepRecent(id: string): void {
  localStorage.setItem(key, withUsed(readRecent(), id).join(" "));
}

/** Puts what was just used in front. */
export function withUsed(recent: readonly string[], id: string): string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, most);
}
