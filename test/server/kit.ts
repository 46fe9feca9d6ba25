import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { startServer, type ServeOptions, type Serving } from "../../server/serve.ts";
import { probePack, type Probe } from "../kit/probe-pack.ts";
import { checkAnswer } from "./described.ts";
import { EventReader } from "./event-reader.ts";

/** A real server on a real port, with the probe pack and a project folder of its own. */
export interface TestServer extends Serving {
  readonly home: string;
  readonly probe: Probe;
  readonly runtime: Runtime;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** With the token. Every JSON answer is held against what the server's own description says of it. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** A changing request with a JSON body. */
  send(method: string, path: string, value: unknown, headers?: Record<string, string>): Promise<Response>;
  /** The JSON that a read answers. */
  get(path: string): Promise<any>;
  /** The codes of the problems in an answer, after its status: `409 GRAPH_SHIPPED`. */
  refusal(answer: Response): Promise<string>;
  /** Listens to server-sent events until the test ends. */
  listen(path: string, lastId?: string): Promise<EventReader>;
  /** Starts a run and waits until it has ended. @returns its id */
  finish(request: Record<string, unknown>): Promise<string>;
}

export interface TestServerOptions extends Partial<Omit<ServeOptions, "runtime" | "home">> {
  readonly home?: string;
  readonly probe?: Probe;
  /** Folders of packs, beside the probe pack. */
  readonly packs?: readonly string[];
}

export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-server-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Graphs that stand for those of the package: `shipped-one`, which calls `shipped-part`. */
export async function shippedFolder(): Promise<string> {
  const folder = await testFolder();
  const document = (name: string, type: string) => ({ format: "reelwright/graph@1", name, title: `The ${name}`, nodes: { a: { type, ...(type.startsWith("graph/") ? {} : { inputs: { text: "x" } }) } }, ...(name === "shipped-part" ? { outputs: { things: { from: "a.things" } } } : {}) });
  await writeFile(join(folder, "index.json"), JSON.stringify({ graphs: [{ name: "shipped-one" }, { name: "shipped-part", part: true }] }));
  await writeFile(join(folder, "shipped-one.json"), JSON.stringify(document("shipped-one", "graph/shipped-part")));
  await writeFile(join(folder, "shipped-part.json"), JSON.stringify(document("shipped-part", "probe/things")));
  return folder;
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { probe = probePack(), home = await testFolder(), packs = [], ...more } = options;
  const runtime = await openRuntime({ home, packs: [probe.pack, ...packs], builtIn: false });
  const serving = await startServer({ port: 0, shipped: await shippedFolder(), editor: join(home, "no-editor"), ...more, runtime, home });
  onTestFinished(() => serving.close());
  const origin = `http://127.0.0.1:${serving.port}`;
  const server: TestServer = {
    ...serving, home, probe, runtime, origin,
    async fetch(path, init = {}) {
      const answer = await fetch(origin + path, { ...init, headers: { Authorization: `Bearer ${serving.token}`, ...init.headers as Record<string, string> } });
      await checkAnswer(server, init.method ?? "GET", path, answer);
      return answer;
    },
    send: (method, path, value, headers = {}) => server.fetch(path, { method, body: JSON.stringify(value), headers: { "Content-Type": "application/json", ...headers } }),
    get: async (path) => (await server.fetch(path)).json(),
    async refusal(answer) {
      const { problems } = await answer.json() as { problems: { code: string }[] };
      return [answer.status, ...problems.map(({ code }) => code)].join(" ");
    },
    async listen(path, lastId) {
      const reader = await EventReader.open(origin + path, { Authorization: `Bearer ${serving.token}`, ...(lastId === undefined ? {} : { "Last-Event-ID": lastId }) });
      onTestFinished(() => reader.close());
      return reader;
    },
    async finish(request) {
      const { id } = await (await server.send("POST", "/api/runs", request)).json() as { id: string };
      const events = await server.listen(`/api/events?run=${id}`);
      await events.until(({ data }) => data.type === "run.finished");
      return id;
    },
  };
  return server;
}

/** A body that does not say how long it is. It ends all the same, lest a server that takes everything fill the memory. */
export function bytesInChunks(mebibytes: number): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({ pull: (controller) => sent++ < mebibytes ? controller.enqueue(new Uint8Array(1024 * 1024).fill(32)) : controller.close() });
}

export interface RawAnswer {
  readonly status: number;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends these very bytes, which no HTTP client would, and reads one answer. */
export async function raw(port: number, lines: readonly string[], body = ""): Promise<RawAnswer> {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => { text += chunk; });
  socket.write(Buffer.from(`${[...lines, "Connection: close"].join("\r\n")}\r\n\r\n${body}`, "latin1"));
  await once(socket, "close");
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [statusLine = "", ...fields] = head.split("\r\n");
  return { status: Number(statusLine.split(" ")[1]), headers: Object.fromEntries(fields.map((field) => [field.slice(0, field.indexOf(":")).toLowerCase(), field.slice(field.indexOf(":") + 1).trim()])), body: rest.join("\r\n\r\n") };
}
