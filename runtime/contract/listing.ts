import type { NodeManifest } from "./node.ts";
import type { Translation } from "./translation.ts";
import type { Problem } from "../problem.ts";
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
  /** It has a picture of its own. */
  readonly icon?: true;
  /** It runs apart from the program, with what it was granted and nothing else. */
  readonly isolated?: true;
  /** Why it cannot be used; then it brings nothing. */
  readonly problem?: Problem;
}
