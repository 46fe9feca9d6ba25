import type { Anchor, Setting, Shot } from "../story/index.ts";
import { develop } from "./develop.ts";
import { gradeOf } from "./mood.ts";

/** What one drawn still shows. */
export interface Sight {
  readonly setting: Setting;
  readonly shot: Shot;
  /** Those in the shot, in its order. */
  readonly present: readonly Anchor[];
  readonly festive: boolean;
  readonly seed: number;
}

/** Paints a still as JPEG, in the size given; the same bytes for the same sight and size. */
export async function paint(sight: Sight, size: { readonly width: number; readonly height: number }, signal: AbortSignal): Promise<Uint8Array> {
  // The sets and the art of the heads are a third of a megabyte of code: only who draws loads them.
  const { tableau } = await import("./tableau.ts");
  const { layers, light } = tableau(sight.setting, sight.shot, sight.present, sight.festive, sight.seed);
  return develop({ layers, light, grade: gradeOf(sight.shot.emotion), ...size, signal });
}
