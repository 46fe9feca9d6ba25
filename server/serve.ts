import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import type { Server } from "node:http";
import { join, resolve } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { storeFolderName, type Runtime } from "../runtime/index.ts";
import { fail } from "../runtime/problem.ts";
import { createApp } from "./app.ts";
import { EditorFiles } from "./editor-files.ts";
import { EventFeed } from "./feed.ts";
import { GraphFolder } from "./graphs.ts";
import { AllowedHosts, isLoopback } from "./hosts.ts";
import { ServerLock } from "./lock.ts";
import { Metrics } from "./metrics.ts";
import type { ServerParts } from "./parts.ts";
import { RunQueue } from "./queue.ts";
import { packageFolder, packageVersion } from "./shipped.ts";
import { openToken } from "./token.ts";
import { largestUpload } from "./upload.ts";

export const usualPort = 4680;
/** So many ports after the usual one are tried. */
const portsTried = 20;
/** Connections that have not ended by themselves so long after a stop are closed. */
const patienceMs = 2000;

export interface ServeOptions {
  /** Opened on `home`, which is a real folder; closed with the server. */
  readonly runtime: Runtime;
  readonly home: string;
  /** Default: this machine only. */
  readonly host?: string;
  /** Default: the usual one, or the next that is free. 0 takes any. */
  readonly port?: number;
  /** Further names it is reached under, through a proxy. */
  readonly allowHosts?: readonly string[];
  /** In place of the token kept in the project; needed to be reached from other machines. */
  readonly token?: string | undefined;
  /** Where the built editor is. Default: the package's own. */
  readonly editor?: string;
  /** Where the graphs are that come with the package. Default: the package's own. */
  readonly shipped?: string;
  readonly largestUpload?: number;
}

export interface Serving {
  /** Of the page, without the token: `http://127.0.0.1:4680/`. */
  readonly address: string;
  readonly port: number;
  readonly token: string;
  /** Ends the run under way so that it can go on later, ends every stream, closes the runtime. Twice is once. */
  close(): Promise<void>;
}

/** @throws ProblemError HOST_NEEDS_TOKEN, TOKEN_WEAK, PORT_TAKEN, SERVER_RUNNING, HOST_UNUSABLE */
export async function startServer(options: ServeOptions): Promise<Serving> {
  const home = resolve(options.home);
  const host = options.host ?? "127.0.0.1";
  if (!isLoopback(host) && options.token === undefined) fail({ code: "HOST_NEEDS_TOKEN", message: `On ${host} other machines could reach the server, and no token was given for it.`, hint: "Set REELWRIGHT_TOKEN to a long random text, or leave --host away." });
  const kept = join(home, storeFolderName);
  const token = await openToken(join(kept, "token"), options.token);
  const lock = await ServerLock.take(join(kept, "server"));
  try {
    const parts = await openParts(options, { home, host, token });
    const server = createAdaptorServer({ fetch: createApp(parts).fetch, serverOptions: { requestTimeout: 0 } }) as Server;
    const closeUnused = unusedConnections(server);
    const port = await listen(server, host, options.port);
    const address = `http://${host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/`;
    await lock.announce(address);
    await parts.queue.open();
    let closing: Promise<void> | undefined;
    return { address, port, token, close: () => closing ??= stop({ server, closeUnused }, parts, lock) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface Place {
  readonly home: string;
  readonly host: string;
  readonly token: string;
}

async function openParts(options: ServeOptions, { home, host, token }: Place): Promise<ServerParts> {
  const { runtime } = options;
  const graphs = await GraphFolder.open(join(home, "graphs"), options.shipped ?? join(packageFolder, "graphs"));
  const feed = new EventFeed(runtime);
  const metrics = new Metrics();
  const queue = new RunQueue({ runtime, feed, graphs: graphs.folders, state: join(home, storeFolderName, "server"), observe: (event) => metrics.observe(event) });
  return {
    runtime, home, graphs, queue, feed, metrics, token, version: await packageVersion(),
    editor: new EditorFiles(options.editor ?? join(packageFolder, "dist", "editor")),
    hosts: new AllowedHosts(host, options.allowHosts), largestUpload: options.largestUpload ?? largestUpload,
  };
}

async function listen(server: Server, host: string, wanted: number | undefined): Promise<number> {
  const first = wanted ?? usualPort;
  for (let port = first; ; port++) {
    const fault = await listenOn(server, host, port);
    if (!fault) return (server.address() as AddressInfo).port;
    if (fault.code !== "EADDRINUSE") fail({ code: "HOST_UNUSABLE", message: `The server cannot listen on ${host}, port ${port}: ${fault.message}.`, hint: "Give an address of this machine with --host, and a port above 1023 with --port." }, fault);
    if (wanted !== undefined) fail({ code: "PORT_TAKEN", message: `Port ${port} is in use by another program.`, hint: "Give another one with --port, or none to take the next that is free." }, fault);
    if (port === first + portsTried) fail({ code: "PORT_TAKEN", message: `The ports from ${first} to ${port} are all in use.`, hint: "Give a free one with --port." }, fault);
  }
}

async function listenOn(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  const settled = new AbortController();
  const failed = once(server, "error", settled).then(([error]) => error as NodeJS.ErrnoException);
  const listening = once(server, "listening", settled).then(() => undefined);
  server.listen({ port, host, exclusive: true });
  return Promise.race([listening, failed]).finally(() => settled.abort());
}

/**
 * Browsers open connections in advance; one that no request has come over yet is not idle in Node's sense.
 * @returns a function that closes them
 */
function unusedConnections(server: Server): () => void {
  const unused = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.on("request", ({ socket }) => unused.delete(socket));
  return () => unused.forEach((socket) => socket.destroy());
}

interface Listening {
  readonly server: Server;
  closeUnused(): void;
}

async function stop({ server, closeUnused }: Listening, { queue, feed, runtime }: ServerParts, lock: ServerLock): Promise<void> {
  const closed = new Promise<void>((done) => { server.close(() => done()); });
  await queue.stop();
  // After the run's last event, so that whoever listens still hears it.
  feed.close();
  closeUnused();
  // A browser keeps connections it does not use; one that was at work becomes such a one a little later.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const impatient = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(impatient);
  await runtime.close();
  await lock.release();
}
