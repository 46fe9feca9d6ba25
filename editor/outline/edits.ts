import { parsePortRef } from "../../runtime/ids.ts";
import { connect, disconnect } from "../model/edges.ts";
import { elementRef } from "../model/element.ts";
import { removeElements } from "../model/nodes.ts";
import type { Session } from "../state/session.ts";
import { endTitle, type Names, nodeTitle, portTitle } from "../view/titles.ts";
import type { ConnectChoice } from "./connect.ts";
import { words } from "./words.ts";

/** Changes that are made from the outline; each gives back what is said of it. */

export function connectEnds(names: Names, { from, to }: ConnectChoice): string {
  const { node, port } = parsePortRef(to)!;
  const many = names.session.portsOf(node).inputs.find(({ name }) => name === port)?.many ?? false;
  names.session.edit(words().doConnect, (document) => connect(document, from, to, { many }));
  return words().connected(nodeTitle(names, node), inputTitle(names, node, port), endTitle(names, from, "outputs"));
}

export function disconnectEnds(names: Names, from: string, to: string): string {
  const { node, port } = parsePortRef(to)!;
  names.session.edit(words().doDisconnect, (document) => disconnect(document, { from, to }));
  return words().disconnected(nodeTitle(names, node), inputTitle(names, node, port));
}

/** Takes a node away, and with it all that are selected when it is one of them. */
export function removeNode(names: Names, node: string): string {
  const { session } = names;
  const ref = elementRef("node", node);
  const said = words().removed(nodeTitle(names, node));
  const chosen = session.selection.has(ref) ? session.selection : [ref];
  session.edit(words().doRemove, (document) => removeElements(document, chosen));
  return said;
}

/** The lines that problems point at, in the order of the problems. */
export function problemPlaces(session: Session): { readonly key: string; readonly message: string }[] {
  return session.problems.flatMap(({ node, port, message }) => {
    if (node === undefined || !Object.hasOwn(session.document.nodes, node)) return [];
    const isInput = port !== undefined && session.portsOf(node).inputs.some(({ name }) => name === port);
    return [{ key: isInput ? `input:${node}.${port}` : `node:${node}`, message }];
  });
}

export function problemCounts(session: Session): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { node } of session.problems) if (node !== undefined) counts.set(node, (counts.get(node) ?? 0) + 1);
  return counts;
}

function inputTitle(names: Names, node: string, name: string): string {
  return portTitle(names, { type: names.session.document.nodes[node]!.type, name, side: "inputs" });
}
