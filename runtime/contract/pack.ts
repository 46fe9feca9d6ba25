import type { TSchema } from "./typebox.ts";
import type { NodeDefinition } from "./node.ts";
import type { Provider } from "./service.ts";
import type { Translation } from "./translation.ts";

/** How a value of one type becomes a value of another on an edge. Pure and total. */
export interface Conversion {
  readonly from: string;
  readonly to: string;
  convert(value: any): unknown;
}

/** Node types, value types, stand-ins and conversions, shared together. */
export interface Pack {
  readonly name: string;
  readonly title: string;
  /** semver; graphs name the range they were made with. */
  readonly version: string;
  /** The contract version it was written against. */
  readonly contract: 1;
  readonly nodes: readonly NodeDefinition[];
  /** The value types it owns, each made by `valueType("pack/name", …)`. */
  readonly types?: readonly TSchema[];
  readonly conversions?: readonly Conversion[];
  readonly provides?: readonly Provider[];
  /** By language tag, e.g. `zh-CN`. */
  readonly translations?: Readonly<Record<string, Translation>>;
}

export function definePack(pack: Pack): Pack {
  return pack;
}
