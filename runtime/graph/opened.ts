import type { GraphNode } from "./graph.ts";

/** Something an edge can start from. */
export interface Source {
  readonly node: GraphNode;
  readonly output: number;
}

/** One entry of a document, opened: where edges may end and start. */
export interface Opened {
  readonly known: boolean;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  input(): GraphNode | undefined;
  source(port: string): Source | undefined;
  finish?(): void;
}

/** A call that cannot be opened: nothing is known of its ports. */
export const unopened: Opened = { known: false, inputs: [], outputs: [], input: () => undefined, source: () => undefined };

/** The ports of a node type, worked out once for all its nodes. */
export interface TypePorts {
  readonly inputs: readonly string[];
  readonly outputs: GraphNode["outputs"];
  readonly generic: boolean;
}

export const unknownPorts: TypePorts = { inputs: [], outputs: [], generic: false };

export class OpenedNode implements Opened {
  private readonly node: GraphNode;
  private readonly ports: TypePorts;

  constructor(node: GraphNode, ports: TypePorts) {
    this.node = node;
    this.ports = ports;
  }

  get known(): boolean {
    return this.ports !== unknownPorts;
  }

  get inputs(): readonly string[] {
    return this.ports.inputs;
  }

  get outputs(): readonly string[] {
    return this.ports.outputs.map(({ name }) => name);
  }

  input(): GraphNode {
    return this.node;
  }

  source(port: string): Source | undefined {
    const output = this.ports.outputs.findIndex(({ name }) => name === port);
    return output < 0 ? undefined : { node: this.node, output };
  }
}
