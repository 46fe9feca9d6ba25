import type { ItemLogged } from "../../runtime/events.ts";
import type { Paint } from "../paint.ts";
import { doneOf, expectedOf, type NodeTally } from "../tally.ts";
import { padded, plain } from "../text.ts";

/** `speak  9/12  3 cached  1 failed`, then the note of an item at work, if one said something. */
export function nodeLine(node: NodeTally, width: number, paint: Paint): string {
  const parts = [`${padded(plain(node.node), width)}  ${padded(expectedOf(node) === 0 ? "" : `${doneOf(node)}/${expectedOf(node)}`, 7)}`];
  if (node.cached > 0) parts.push(paint.dim(`${node.cached} cached`));
  if (node.failed > 0) parts.push(paint.red(`${node.failed} failed`));
  if (node.skipped > 0) parts.push(paint.yellow(`${node.skipped} skipped`));
  return parts.join("  ").trimEnd();
}

/** What the item that spoke last says: `e03/s05 · fitting 64 %`. */
export function noteOf(node: NodeTally): string {
  const [item, said] = [...node.running].filter(([, running]) => running.fraction !== undefined).at(-1) ?? [...node.running].at(-1) ?? [];
  if (item === undefined || !said) return "";
  const percent = said.fraction === undefined ? "" : `${Math.round(said.fraction * 100)} %`;
  return [plain(item), [plain(said.note ?? ""), percent].filter((part) => part !== "").join(" ")].filter((part) => part !== "").join(" · ");
}

/** `speak e03/s05: message`; a message of several lines keeps them. */
export function logText(event: ItemLogged, paint: Paint): string {
  const [first = "", ...more] = event.message.split("\n").map(plain);
  return `${[`${paint.dim(plain(`${event.node} ${event.item}`).trim())}: ${first}`, ...more].join("\n")}\n`;
}
