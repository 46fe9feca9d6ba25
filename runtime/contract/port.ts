import { type Static, type TSchema, Type } from "./typebox.ts";

/** How a port behaves beside its type. All of it is data, sent to the editor as JSON. */
export interface PortOptions {
  readonly title?: string;
  readonly summary?: string;
  /** The input may be left empty; run() then receives undefined. */
  readonly optional?: true;
  /** A list input that takes any number of edges; their lists are joined in the order of the document. */
  readonly many?: true;
  /** A gathering input that accepts what is there when some items failed, instead of being skipped. */
  readonly partial?: true;
  /** What feeds this input runs only for the items in which the node's `demands` asks for it. */
  readonly lazy?: true;
}

/** One input or output of a node. `Value` is what run() sees; it exists only in the type. */
export type Port<Value = unknown> = PortOptions & {
  /** Exists only in the type. A name, not a symbol: a pack's own declarations must be able to say it. */
  readonly __value?: Value;
  readonly schema: TSchema;
  /** Set on ports whose type is decided by what is connected: all ports of a node with the same letter agree. */
  readonly generic?: string;
};
export type Ports = Readonly<Record<string, Port>>;

type Carried<P> = P extends { readonly __value?: infer Value } ? Value : never;
type OptionalKey<P> = { [K in keyof P]: P[K] extends { optional: true } ? K : never }[keyof P];

/** The object of values that a record of ports stands for. */
export type PortValues<P> =
  & { readonly [K in Exclude<keyof P, OptionalKey<P>>]: Carried<P[K]> }
  & { readonly [K in OptionalKey<P>]?: Carried<P[K]> };

export const port = {
  /**
   * A JSON value or an artifact, checked against `schema`. A schema made by `Type.Array` is a list port (rank 1, or
   * more when nested): as an input it gathers, as an output it fans out. A `default` in the schema makes the input
   * fall back to it when it has neither value nor edge.
   */
  value: <S extends TSchema, const O extends PortOptions = {}>(schema: S, options?: O) =>
    ({ schema, ...options }) as unknown as Port<Static<S>> & O,

  /** A value of whatever type is connected; `rank` list levels around it. Ports with the same letter share the type. */
  generic: <const O extends PortOptions = {}>(letter: string, rank = 0, options?: O) => {
    let schema: TSchema = Type.Unknown();
    for (let level = 0; level < rank; level++) schema = Type.Array(schema);
    return { schema, generic: letter, ...options } as unknown as Port<any> & O;
  },
};
