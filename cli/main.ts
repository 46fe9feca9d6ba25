#!/usr/bin/env node
import { commandLine } from "./command-line.ts";
import { processHost } from "./host.ts";

// A command is at work until it says so, whatever keeps Node alive meanwhile: what waits for an isolated pack alone does not.
setInterval(() => {}, 2 ** 30);
const code = await commandLine(process.argv.slice(2), processHost());
for (const stream of [process.stdout, process.stderr]) await new Promise<void>((resolve) => stream.write("", () => resolve()));
// Nothing that a command started may keep the process alive after it.
process.exit(code);
