import type { GraphDocument } from "../../runtime/graph/document.ts";
import { entityOf, type Fact, type Facts, givenPrefix, keyOf, nodeOf, type Path } from "./facts.ts";
import { nodeIn } from "./nodes.ts";

/**
 * What a document says of each of its things: of a node also how it looks, what feeds it and what was said in review,
 * the edges out of it and the graph's outputs that it gives; of an input of the graph also what it feeds.
 */
export class About {
  private readonly facts = new Map<string, Fact[]>();

  constructor(facts: Facts, document: GraphDocument) {
    for (const fact of facts.values()) {
      const { path, value } = fact;
      const node = nodeOf(path);
      const entity = node === undefined ? entityOf(path) : ["nodes", node];
      if (entity) this.add(entity, fact);
      if (path[0] === "edges") this.addFeeders(path, value as readonly string[]);
      if (path[0] === "outputs") this.add(["nodes", nodeIn(document.outputs![path[1]!]!.from)], fact);
    }
  }

  of(entity: Path): readonly Fact[] {
    return this.facts.get(keyOf(entity)) ?? [];
  }

  /** Where something alone feeds an input, that it does; else that it is among those that do. */
  private addFeeders(path: Path, feeders: readonly string[]): void {
    for (const from of feeders) {
      const entity = from.startsWith(givenPrefix) ? ["inputs", from.slice(givenPrefix.length)] : ["nodes", nodeIn(from)];
      this.add(entity, feeders.length === 1 ? { path, value: feeders } : { path: [...path, from], value: true });
    }
  }

  private add(entity: Path, fact: Fact): void {
    const facts = this.facts.get(keyOf(entity));
    if (facts) facts.push(fact);
    else this.facts.set(keyOf(entity), [fact]);
  }
}
