import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { RunListing } from "../../../editor/state/runs.ts";
import type { RunEvent } from "../../../runtime/events.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { formatDocument } from "../../../runtime/graph/format.ts";

export const root = resolve(import.meta.dirname, "../../..");
/** What is built: `dist`, or a build of one's own beside which others can be at work. */
export const cliMain = join(resolve(root, process.env.REELWRIGHT_DIST ?? "dist"), "cli", "main.js");
/** A pack of quick node types, beside the built-in ones. */
export const trialPack = join(root, "test", "e2e", "kit", "pack");

/** `reelwright serve` as a process of its own, on a project folder of its own. */
export class EditorServer {
  readonly home: string;
  private child: ChildProcess | undefined;
  private port = 0;
  /** With the token. */
  address = "";

  private constructor(home: string) {
    this.home = home;
  }

  static async start(graphs: readonly GraphDocument[] = [], config?: object): Promise<EditorServer> {
    const home = await mkdtemp(join(tmpdir(), "reelwright-e2e-"));
    await mkdir(join(home, "graphs"));
    for (const graph of graphs) await writeFile(join(home, "graphs", `${graph.name}.json`), formatDocument(graph));
    if (config) await writeFile(join(home, "reelwright.config.json"), JSON.stringify(config));
    const server = new EditorServer(home);
    await server.begin();
    return server;
  }

  /** Starts again on the same port, so that the open page finds it. */
  async begin(): Promise<void> {
    const child = this.child = spawn(process.execPath, [cliMain, "serve", "--home", this.home, "--pack", trialPack, "--port", String(this.port)], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    this.address = await new Promise<string>((resolve, reject) => {
      const hear = (text: Buffer) => {
        said += text.toString();
        const address = /(http:\/\/127\.0\.0\.1:\d+\/#token=\S+)/.exec(said)?.[1];
        if (address) resolve(address);
      };
      child.stdout!.on("data", hear);
      child.stderr!.on("data", hear);
      child.on("exit", (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
    });
    this.port = Number(new URL(this.address).port);
  }

  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  async close(): Promise<void> {
    await this.end();
    await rm(this.home, { recursive: true, force: true });
  }

  /** Asks its HTTP API, beside the page. */
  async ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const { origin, hash } = new URL(this.address);
    const answer = await fetch(`${origin}/api/${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${hash.slice("#token=".length)}`, origin } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return (answer.headers.get("content-type")?.includes("ndjson") ? text.trim().split("\n").map((line) => JSON.parse(line) as unknown) : text === "" ? undefined : JSON.parse(text)) as T;
  }

  /** The runs of a graph, the newest first; the queued ones before them. */
  async runs(graph: string): Promise<readonly RunListing[]> {
    const { runs } = await this.ask<{ readonly runs: readonly RunListing[] }>("runs");
    return runs.filter((run) => run.graph === graph);
  }

  /** What the newest run of a graph did, item by item: `node item` to how it ended. */
  async lastRun(graph: string): Promise<Readonly<Record<string, RunEvent["type"]>>> {
    const [run] = await this.runs(graph);
    const events = await this.ask<readonly RunEvent[]>(`runs/${run!.id}/events`);
    return Object.fromEntries(events.flatMap((event) => "node" in event && "item" in event && ["item.finished", "item.cached", "item.failed", "item.skipped"].includes(event.type) ? [[`${event.node} ${event.item}`.trim(), event.type]] : []));
  }

  /** A graph as the server has saved it. */
  async saved(name: string): Promise<GraphDocument> {
    return JSON.parse(await readFile(join(this.home, "graphs", `${name}.json`), "utf8")) as GraphDocument;
  }
}
