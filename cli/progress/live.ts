import { stripVTControlCharacters } from "node:util";
import type { RunEvent } from "../../runtime/events.ts";
import type { Host } from "../host.ts";
import { type Paint, paintFor } from "../paint.ts";
import { problemText } from "../problems.ts";
import { doneOf, expectedOf, type NodeTally, spentMicros, type Tally } from "../tally.ts";
import { clock, money, plain, shortened, widthOf } from "../text.ts";
import type { Display } from "./display.ts";
import { logText, nodeLine, noteOf } from "./node-line.ts";

const frameMs = 100;

/** A block at the bottom of the terminal, redrawn in place; failures and messages scroll by above it. */
export function liveDisplay(host: Host, tally: Tally): Display {
  const paint = paintFor(host.stderr);
  let drawn = 0;
  let closed = false;
  let waiting = "";

  const draw = (lines: readonly string[]) => {
    const erase = drawn > 0 ? `\u001b[${drawn}A\r\u001b[J` : "";
    if (erase === "" && waiting === "" && lines.length === 0) return;
    host.stderr.write(erase + waiting + lines.map((line) => `${line}\n`).join(""));
    waiting = "";
    drawn = lines.length;
  };
  const frame = () => draw(frameLines(tally, host, paint));
  const timer = setInterval(frame, frameMs);
  timer.unref();

  return {
    event(event: RunEvent) {
      if (event.type === "run.started") waiting += (event.migrated ?? []).map((change) => `${plain(change)}\n`).join("");
      if (event.type === "item.log") waiting += logText(event, paint);
      if (event.type === "item.failed") waiting += problemText({ node: event.node, item: event.item, ...event.problem }, paint);
    },
    say(text) {
      waiting += text;
      frame();
    },
    close() {
      if (closed) return;
      closed = true;
      clearInterval(timer);
      draw(summaryLines(tally, host, paint));
    },
  };
}

/** The block: a heading, the nodes that fit (those at work first), and how many are not shown. */
export function frameLines(tally: Tally, host: Pick<Host, "stderr" | "now">, paint: Paint): string[] {
  if (!tally.started) return [];
  const nodes = [...tally.nodes.values()];
  const room = Math.max(3, host.stderr.rows - 4);
  const shown = nodes.length <= room ? nodes : mostInteresting(nodes, room - 1);
  const lines = [heading(tally, host.now() - tally.startedAt, paint), ...nodeLines(shown, host.stderr.columns, paint)];
  if (shown.length < nodes.length) lines.push(paint.dim(`  … and ${nodes.length - shown.length} more nodes`));
  return lines;
}

/** What stays on the screen when the run is over: the nodes as they ended. */
function summaryLines(tally: Tally, host: Host, paint: Paint): string[] {
  if (!tally.finished) return [];
  const nodes = [...tally.nodes.values()].filter((node) => doneOf(node) > 0);
  return nodes.length <= 40 ? nodeLines(nodes, host.stderr.columns, paint) : [];
}

function heading(tally: Tally, ms: number, paint: Paint): string {
  const spent = spentMicros(tally);
  return `${paint.bold(plain(tally.started!.graph))}  ${paint.dim(clock(ms))}${spent > 0 ? `  cost ${money(spent, tally.started!.currency)}` : ""}`;
}

function nodeLines(nodes: readonly NodeTally[], columns: number, paint: Paint): string[] {
  const width = Math.max(0, ...nodes.map((node) => widthOf(node.node)));
  return nodes.map((node) => {
    const line = `  ${markOf(node, paint)} ${nodeLine(node, width, paint)}`;
    const bare = stripVTControlCharacters(line);
    const room = columns - 1 - widthOf(bare) - 2;
    // A line that wraps would be erased only in part.
    if (room < -2) return shortened(bare, columns - 1);
    const note = room > 8 ? shortened(noteOf(node), room) : "";
    return note === "" ? line : `${line}  ${paint.dim(note)}`;
  });
}

function markOf(node: NodeTally, paint: Paint): string {
  if (node.failed > 0) return paint.red("✗");
  if (node.running.size > 0) return paint.yellow("▸");
  const done = doneOf(node);
  if (done === 0 || done < expectedOf(node)) return paint.dim("·");
  return node.skipped > 0 ? paint.yellow("–") : paint.green("✓");
}

/** Failed and working nodes before waiting ones, finished ones last; each group in the graph's order. */
function mostInteresting(nodes: readonly NodeTally[], room: number): NodeTally[] {
  const rank = (node: NodeTally) => node.failed > 0 || node.running.size > 0 ? 0 : doneOf(node) < expectedOf(node) || doneOf(node) === 0 ? 1 : 2;
  const chosen = new Set(nodes.map((node, index) => ({ node, index })).sort((a, b) => rank(a.node) - rank(b.node) || a.index - b.index).slice(0, room).map(({ node }) => node));
  return nodes.filter((node) => chosen.has(node));
}
