import type { Context, Settings } from "./context.ts";
import type { Ports, PortValues } from "./port.ts";
import type { Service } from "./service.ts";

/** The part of a node type that is data: sent to the editor as JSON, hashed into cache keys. */
export interface NodeManifest {
  /** "pack/node", e.g. "voice/speak". Never reused for something else. */
  readonly type: string;
  /** Raise it when the same inputs should give other outputs, or when an input changes its meaning. */
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly inputs: Ports;
  readonly outputs: Ports;
  /** The services run() may use. Their fingerprints are part of every item's cache key. */
  readonly uses?: readonly Service<unknown>[];
  /** Of `uses`, those that only some items call: a plan counts no calls of them until there is a history. */
  readonly seldom?: readonly Service<unknown>[];
  /** The run's settings that change the outcome. */
  readonly settings?: readonly (keyof Settings)[];
  /** The outcome may differ each time (a clock, a random number): never taken from the store. */
  readonly volatile?: boolean;
}

export interface RunArgs<Inputs> {
  readonly inputs: Inputs;
  readonly context: Context;
}

/** Inputs as saved in a document: literal values by name. */
export type SavedInputs = Readonly<Record<string, unknown>>;

export interface NodeDefinition<Inputs = any, Outputs = any> extends NodeManifest {
  run(args: RunArgs<Inputs>): Promise<Outputs>;
  /** For nodes with lazy inputs: which of them this item needs, seeing the others. Pure. */
  demands?(inputs: Inputs): readonly string[];
  /** About how many elements a list output will have, seeing what is known of the inputs: for plans made before it has run. Pure. */
  expects?(inputs: SavedInputs): Readonly<Record<string, number>>;
  /** Literal inputs saved by version N, rewritten for N + 1. Renamed ports are listed in `renames`. */
  readonly migrate?: Readonly<Record<number, (inputs: SavedInputs) => SavedInputs>>;
  /** Ports renamed by the step from version N to N + 1: old name to new, for edges. */
  readonly renames?: Readonly<Record<number, { readonly inputs?: Record<string, string>; readonly outputs?: Record<string, string> }>>;
}

/** The one way to write a node type. Inputs and outputs of run() are inferred from the schemas of the ports. */
export function defineNode<const I extends Ports, const O extends Ports>(
  node: Omit<NodeDefinition, "inputs" | "outputs" | "run" | "demands"> & {
    readonly inputs: I;
    readonly outputs: O;
    run(args: RunArgs<PortValues<I>>): Promise<PortValues<O>>;
    demands?(inputs: Partial<PortValues<I>>): readonly (keyof I & string)[];
  },
): NodeDefinition<PortValues<I>, PortValues<O>> {
  return node as NodeDefinition<PortValues<I>, PortValues<O>>;
}
