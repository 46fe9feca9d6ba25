import type { RunEvent } from "../../runtime/events.ts";
import type { Host } from "../host.ts";
import type { Tally } from "../tally.ts";
import { liveDisplay } from "./live.ts";
import { plainDisplay } from "./lines.ts";

/** Shows a run while it goes. Draws on stderr, so that stdout stays for what the command is asked for. */
export interface Display {
  /** Called with each event, after the tally has taken it. */
  event(event: RunEvent): void;
  /** A message of the command itself, kept apart from what is being drawn. */
  say(text: string): void;
  /** Leaves the screen as it should stay. */
  close(): void;
}

export function displayFor(host: Host, tally: Tally): Display {
  return host.stderr.terminal && host.env["TERM"] !== "dumb" && !host.env["CI"] ? liveDisplay(host, tally) : plainDisplay(host, tally);
}

/** With `--json`: events on stdout say it all. */
export function silentDisplay(host: Host): Display {
  return { event() {}, say: (text) => host.stderr.write(text), close() {} };
}
