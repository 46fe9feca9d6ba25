import type { TSchema } from "../../runtime/contract/typebox.ts";
import type { InputPort, NodePorts } from "../model/ports.ts";

/** An input that all of several nodes have, and that none of them is fed by an edge. */
export interface SharedInput {
  readonly name: string;
  readonly schema: TSchema;
  /** Undefined where it is the default, or mixed. */
  readonly value: unknown;
  readonly mixed: boolean;
}

/** What can be set for several nodes at once, in the order of the first. */
export function sharedInputs(nodes: readonly NodePorts[]): SharedInput[] {
  const [first, ...others] = nodes;
  if (!first || nodes.some(({ manifest }) => manifest === undefined)) return [];
  return first.inputs.filter(isOpen).flatMap((input) => {
    const same = others.map(({ inputs }) => inputs.find((other) => other.name === input.name && isOpen(other) && alike(rules(other.schema!), rules(input.schema!))));
    if (same.some((other) => other === undefined)) return [];
    const value = input.isSet ? input.value : undefined;
    const mixed = same.some((other) => !alike(other!.isSet ? other!.value : undefined, value));
    return [{ name: input.name, schema: input.schema!, value: mixed ? undefined : value, mixed }];
  });
}

function isOpen({ control, schema, from, graphInputs }: InputPort): boolean {
  return control && schema !== undefined && from.length === 0 && graphInputs.length === 0;
}

/** What a schema demands, without what it says. */
function rules(schema: TSchema): object {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== "title" && keyword !== "description"));
}

function alike(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
