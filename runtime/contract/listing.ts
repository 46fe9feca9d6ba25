import type { NodeManifest } from "./node.ts";
import type { Translation } from "./translation.ts";
import type { TSchema } from "./typebox.ts";

/** A pack as data, sent to the editor as JSON: its palette, its controls and its edges are drawn from this alone. */
export interface PackListing {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly nodes: readonly NodeManifest[];
  /** The value types it owns: `valueType` is the name. */
  readonly types: readonly TSchema[];
  readonly conversions: readonly { readonly from: string; readonly to: string }[];
  /** By language tag. */
  readonly translations: Readonly<Record<string, Translation>>;
}
