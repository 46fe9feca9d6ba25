import { elementKeys } from "../fanout/rule.ts";
import type { GraphEdge } from "../graph/graph.ts";
import { type Digest, digestOf, digestOfList } from "../plan/digest.ts";
import type { Branch, Gathered } from "./branch.ts";

/** What an item receives through an edge. Called only when the producer's part has settled. */
export function receive(edge: GraphEdge, item: Branch, producer: Branch): Gathered {
  const levels = edge.frame - edge.offset;
  const received = levels >= edge.from.depth
    ? element(edge, producer, item.path, edge.offset + edge.from.depth, edge.frame)
    : producer.gather(edge.output, () => gather(producer, edge.output));
  return wrap(edge.convert ? convert(received.value, edge) : received, edge.wraps);
}

/** An output of a settled item, or the element of it that the rest of the path names. */
function element(edge: GraphEdge, producer: Branch, path: readonly string[], from: number, to: number): Gathered {
  let value = producer.outputs![edge.output];
  let digest = outputDigest(producer, edge.output);
  for (let level = from; level < to; level++) {
    const list = value as readonly unknown[];
    const index = producer.listed(list, elementKeys).at.get(path[level]!)!;
    value = list[index];
    digest = digest.elements![index]!;
  }
  return { value, digest };
}

/** The keys of the list that an output of a settled item holds at the end of a path. */
export function keysBelow(edge: GraphEdge, producer: Branch, path: readonly string[], from: number, to: number): readonly string[] {
  const { value } = element(edge, producer, path, from, to);
  return producer.listed(value as readonly unknown[], elementKeys).keys;
}

/** Everything below a branch as nested lists. Items that failed are not in it: only a `partial` input sees that. */
function gather(branch: Branch, output: number): Gathered {
  if (branch.isItem) return { value: branch.outputs![output], digest: outputDigest(branch, output) };
  const values: unknown[] = [];
  const digests: Digest[] = [];
  for (const child of branch.children!.values()) {
    if (child.isItem ? child.state !== "done" : child.children === undefined) continue;
    const { value, digest } = child.gather(output, () => gather(child, output));
    values.push(value);
    digests.push(digest);
  }
  return { value: values, digest: digestOfList(digests) };
}

export function outputDigest(item: Branch, output: number): Digest {
  const digests = (item.digests ??= []);
  return (digests[output] ??= digestOf(item.outputs![output], item.node.outputs[output]!.type.rank));
}

function convert(value: unknown, edge: GraphEdge): Gathered {
  const rank = edge.asks - edge.wraps;
  const convertAt = (part: unknown, level: number): unknown => level === 0 ? edge.convert!(part) : (part as readonly unknown[]).map((one) => convertAt(one, level - 1));
  const converted = convertAt(value, rank);
  return { value: converted, digest: digestOf(converted, rank) };
}

function wrap(received: Gathered, times: number): Gathered {
  let { value, digest } = received;
  for (let time = 0; time < times; time++) {
    value = [value];
    digest = digestOfList([digest]);
  }
  return { value, digest };
}
