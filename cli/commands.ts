import type { Command } from "./command.ts";

interface Listed {
  readonly summary: string;
  load(): Promise<Command>;
}

/** Every command by name. Only the one that is asked for is loaded. */
export const commands: Readonly<Record<string, Listed>> = {
  "run": { summary: "Run a graph; write its outputs and a report", load: async () => (await import("./commands/run.ts")).run },
  "check": { summary: "Say what is wrong with a graph, without running it", load: async () => (await import("./commands/check.ts")).check },
  "plan": { summary: "Say what a run would do, why, and what it would cost", load: async () => (await import("./commands/plan.ts")).plan },
  "open": { summary: "Bring back the graph that made a file, or that was exported", load: async () => (await import("./commands/open.ts")).open },
  "export": { summary: "Write a graph with all it needs into one file", load: async () => (await import("./commands/export.ts")).exportGraph },
  "serve": { summary: "Open the editor: a server for this project", load: async () => (await import("./commands/serve.ts")).serve },
  "pack new": { summary: "Make a pack of your own: one node, its test, an example, icon, words in two languages", load: async () => (await import("./commands/pack-new.ts")).packNew },
  "pack dev": { summary: "Open the editor with a pack that you work on; saving reloads it", load: async () => (await import("./commands/pack-dev.ts")).packDev },
  "pack check": { summary: "Try a pack out as its users will get it, and say what they will be asked", load: async () => (await import("./commands/pack-check.ts")).packCheck },
  "pack add": { summary: "Add a pack: fetch it, say what it may do, and ask", load: async () => (await import("./commands/pack-add.ts")).packAdd },
  "pack remove": { summary: "Take a pack out that was added", load: async () => (await import("./commands/pack-remove.ts")).packRemove },
  "pack list": { summary: "Say which packs there are, and what those that were added may do", load: async () => (await import("./commands/pack-list.ts")).packList },
  "pack trust": { summary: "Let an added pack run inside Reelwright, or isolate it again", load: async () => (await import("./commands/pack-trust.ts")).packTrust },
  "config init": { summary: "Write an example configuration, every field explained", load: async () => (await import("./commands/config-init.ts")).configInit },
  "config check": { summary: "Try the configuration out: call each provider once", load: async () => (await import("./commands/config-check.ts")).configCheck },
  "config show": { summary: "Say what fills each role, at what price, and where keys come from", load: async () => (await import("./commands/config-show.ts")).configShow },
  "cache info": { summary: "Say how much is kept, and where", load: async () => (await import("./commands/cache.ts")).cacheInfo },
  "cache verify": { summary: "Re-hash everything that is kept and repair what is damaged", load: async () => (await import("./commands/cache.ts")).cacheVerify },
  "cache prune": { summary: "Drop the least recently used results down to a size", load: async () => (await import("./commands/cache.ts")).cachePrune },
  "ledger list": { summary: "Say what was paid, and which paid calls are in doubt", load: async () => (await import("./commands/ledger.ts")).ledgerList },
  "ledger resolve": { summary: "Write down what became of a paid call in doubt", load: async () => (await import("./commands/ledger.ts")).ledgerResolve },
  "runs list": { summary: "List earlier runs, the newest first", load: async () => (await import("./commands/runs.ts")).runsList },
  "runs show": { summary: "Show what happened in a run", load: async () => (await import("./commands/runs.ts")).runsShow },
};
