import { spawn } from "node:child_process";
import { numberOption } from "../arguments.ts";
import { fail } from "../../runtime/problem.ts";
import type { Command, Given } from "../command.ts";
import { exit } from "../exit.ts";
import type { Host } from "../host.ts";
import { openProject, projectOptions } from "../project.ts";

export const serve: Command = {
  name: "serve",
  summary: "Open the editor: a server for this project",
  arguments: [],
  options: {
    port: { value: "N", summary: "Where it listens (default: 4680, or the next that is free)" },
    host: { value: "H", summary: "The address it listens on (default: 127.0.0.1, this machine only)" },
    "allow-host": { value: "NAME", many: true, summary: "Also answer under this name, for a proxy in front" },
    open: { summary: "Open the page in the browser" },
    ...projectOptions,
  },
  notes: [
    "The printed address holds a token; whoever has it can use the server. It is kept in .reelwright/token, which only you can read. REELWRIGHT_TOKEN gives another one, and is needed with --host for anything but this machine.",
    "Ctrl-C stops cleanly: what the run under way has finished is kept, and what waits in the queue still waits at the next start. Twice stops at once.",
  ],
  examples: [
    { line: "reelwright serve --open", does: "the editor, in your browser" },
    { line: "REELWRIGHT_TOKEN=$(cat token) reelwright serve --host 0.0.0.0 --allow-host studio.example", does: "for others too, behind a proxy with TLS" },
  ],

  async execute(given, host) {
    const port = portOption(given);
    const bound = given.value("host");
    const { home, runtime } = await openProject(given, host, host.cwd);
    let interrupted = () => {};
    const stopped = new Promise<void>((resolve) => { interrupted = resolve; });
    const stopListening = host.onInterrupt(() => interrupted());
    try {
      const { startServer, usualPort } = await import("../../server/serve.ts");
      const serving = await startServer({
        runtime, home, allowHosts: given.list("allow-host"), token: host.env["REELWRIGHT_TOKEN"] || undefined,
        ...(port === undefined ? {} : { port }), ...(bound === undefined ? {} : { host: bound }),
      });
      const page = `${serving.address}#token=${serving.token}`;
      if (port === undefined && serving.port !== usualPort) host.stderr.write(`Port ${usualPort} is in use; this is ${serving.port}.\n`);
      host.stdout.write(`Reelwright for the project in ${home} is at\n\n  ${page}\n\nCtrl-C stops it.\n`);
      if (given.flag("open")) openBrowser(page, host);
      await stopped;
      host.stderr.write("Stopping. What is finished is kept; press Ctrl-C again to stop at once.\n");
      await serving.close();
      return exit.done;
    } finally {
      stopListening();
      await runtime.close();
    }
  },
};

function portOption(given: Given): number | undefined {
  const port = numberOption(given, "port", 0, true);
  if (port !== undefined && port > 65_535) fail({ code: "OPTION_VALUE_INVALID", message: `--port cannot be "${port}".`, hint: "Give a whole number of at most 65535." });
  return port;
}

/** The system's own way of opening an address. */
function openBrowser(page: string, host: Host): void {
  const [program, ...words] = process.platform === "darwin" ? ["open", page] : process.platform === "win32" ? ["rundll32", "url.dll,FileProtocolHandler", page] : ["xdg-open", page];
  const child = spawn(program!, words, { stdio: "ignore", detached: true });
  child.on("error", () => host.stderr.write("The browser could not be opened; open the address above yourself.\n"));
  child.unref();
}
