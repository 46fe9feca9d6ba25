import type { RunEvent } from "../../runtime/events.ts";
import type { Host } from "../host.ts";
import { paintFor } from "../paint.ts";
import { problemText } from "../problems.ts";
import { doneOf, expectedOf, type NodeTally, type Tally } from "../tally.ts";
import { plain } from "../text.ts";
import type { Display } from "./display.ts";
import { logText, nodeLine } from "./node-line.ts";

/** At most one line a node in this time, so that the log of a large run stays readable. */
const quietMs = 5000;

/** Lines for logs and pipes: a node when it is through with what it knows of, every failure, every log message. */
export function plainDisplay(host: Host, tally: Tally): Display {
  const paint = paintFor(host.stderr);
  const said = new Map<string, { at: number; done: number }>();

  const sayNode = (node: NodeTally, at: number) => {
    said.set(node.node, { at, done: doneOf(node) });
    const width = Math.max(...[...tally.nodes.keys()].map((name) => name.length));
    host.stderr.write(`${nodeLine(node, width, paint)}\n`);
  };

  return {
    event(event: RunEvent) {
      if (event.type === "run.started") host.stderr.write([`Running ${plain(event.graph)} (${event.run})`, ...(event.migrated ?? []).map(plain), ""].join("\n"));
      if (event.type === "item.log") host.stderr.write(logText(event, paint));
      if (event.type === "item.failed") host.stderr.write(problemText({ node: event.node, item: event.item, ...event.problem }, paint));
      if (event.type === "item.finished" || event.type === "item.cached" || event.type === "item.failed" || event.type === "item.skipped") {
        const node = tally.nodes.get(event.node)!;
        const last = said.get(event.node);
        if (doneOf(node) === expectedOf(node) && (!last || event.at - last.at >= quietMs)) sayNode(node, event.at);
      }
      if (event.type === "run.finished") {
        for (const node of tally.nodes.values()) if (doneOf(node) > (said.get(node.node)?.done ?? 0)) sayNode(node, event.at);
      }
    },
    say: (text) => host.stderr.write(text),
    close() {},
  };
}
