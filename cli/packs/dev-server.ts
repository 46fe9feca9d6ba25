import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface DevServerOptions {
  /** Words of `reelwright serve`, but for the port. */
  readonly words: readonly string[];
  readonly port: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** What the server has to say beside its address. */
  tell(text: string): void;
}

/** Where the page is, with its token. */
export interface DevPage {
  readonly address: string;
  readonly token: string;
}

/** A server in a process of its own, ended and started again on the same port: only so does Node forget the modules of a pack. */
export class DevServer {
  private readonly options: DevServerOptions;
  private child: ChildProcess | undefined;
  private port: string | undefined;
  private stopping = false;

  constructor(options: DevServerOptions) {
    this.options = options;
    this.port = options.port;
  }

  /** @returns undefined when it did not start; it has said why */
  async start(): Promise<DevPage | undefined> {
    const { words, env, cwd, tell } = this.options;
    const port = this.port === undefined ? [] : ["--port", this.port];
    const child = this.child = spawn(process.execPath, [process.argv[1]!, "serve", ...words, ...port], { cwd, env: { ...env }, stdio: ["ignore", "pipe", "pipe"], detached: true });
    this.stopping = false;
    child.stderr.setEncoding("utf8").on("data", (text: string) => this.stopping || tell(text));
    // In a group of its own Ctrl-C does not reach it, so that it is told to stop once; it must not outlive this process.
    const end = () => void child.kill("SIGKILL");
    process.once("exit", end);
    child.once("exit", () => process.off("exit", end));
    const page = await addressFrom(child);
    if (page) this.port = new URL(page.address).port;
    return page;
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.stopping = true;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
}

async function addressFrom(child: ChildProcess): Promise<DevPage | undefined> {
  let said = "";
  const found = new Promise<DevPage>((resolve) => {
    child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const [, address, token] = /(http:\/\/\S+)#token=(\S+)/.exec(said) ?? [];
      if (address !== undefined) resolve({ address, token: token! });
    });
  });
  return Promise.race([found, once(child, "exit").then(() => undefined)]);
}
