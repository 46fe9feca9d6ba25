import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { commandLine } from "../../cli/command-line.ts";
import type { ExitCode } from "../../cli/exit.ts";
import type { Host } from "../../cli/host.ts";
import { openRuntime, type Runtime, type RuntimeOptions } from "../../runtime/index.ts";

/** A command line outside any process: what was typed, and what came out where. */
export interface Typed {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Desk {
  readonly folder: string;
  /** The options that the runtime was opened with. */
  readonly opened: RuntimeOptions[];
  type(...words: string[]): Promise<Typed>;
  write(name: string, content: unknown): Promise<string>;
  /** As if the user pressed Ctrl-C. */
  interrupt(): void;
}

export interface DeskOptions {
  readonly runtime?: Runtime;
  /** In place of `runtime`, for what a real one keeps from command to command. */
  readonly openRuntime?: (options: RuntimeOptions) => Promise<Runtime>;
  /** Opens real runtimes, on the folders it is given. */
  readonly opensReal?: true;
  readonly terminal?: boolean;
  readonly env?: Record<string, string>;
  /** What is answered to questions, in their order; without it nobody can be asked. */
  readonly answers?: string[];
}

/** A folder of its own with a `package.json`, so that it counts as a project. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const listeners = new Set<(times: number) => void>();
  const opened: RuntimeOptions[] = [];
  const desk: Desk = {
    folder, opened,
    async type(...words) {
      let stdout = "";
      let stderr = "";
      const output = (take: (text: string) => void) => ({ terminal: options.terminal ?? false, colour: false, columns: 100, rows: 24, write: take, drained: async () => {} });
      const host: Host = {
        stdout: output((text) => (stdout += text)),
        stderr: output((text) => (stderr += text)),
        env: options.env ?? {}, cwd: folder, now: () => 0,
        async openRuntime(runtimeOptions) {
          opened.push(runtimeOptions);
          if (options.opensReal) return openRuntime(runtimeOptions);
          if (options.openRuntime) return options.openRuntime(runtimeOptions);
          if (!options.runtime) throw new Error("No runtime was expected to be opened.");
          return options.runtime;
        },
        ask: options.answers && (async (question) => {
          const answer = options.answers!.shift();
          if (answer === undefined) throw new Error(`Nobody was expected to be asked: ${question}`);
          stderr += `${question}${answer}\n`;
          return answer;
        }),
        onInterrupt(listener) {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
      };
      const code = await commandLine(words, host);
      return { code, stdout, stderr };
    },
    async write(name, content) {
      await writeFile(join(folder, name), typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
      return name;
    },
    interrupt: () => listeners.forEach((listener) => listener(1)),
  };
  await desk.write("package.json", {});
  return desk;
}

export const smallGraph = {
  format: "reelwright/graph@1", name: "small", title: "A small graph",
  inputs: {
    theme: { type: "text", to: ["arc.theme"] }, episodes: { type: "number", to: ["arc.episodes"] }, festive: { type: "boolean", to: ["arc.festive"] },
    photo: { type: "image", to: ["arc.photo"] }, must: { type: "text[]", to: ["arc.must"] }, plan: { type: "story/outline", to: ["arc.plan"] }, photos: { type: "image[]", to: ["arc.photos"] },
  },
  nodes: { arc: { type: "test/arc" } },
  outputs: { video: { from: "arc.video" }, notes: { from: "arc.notes" } },
};
