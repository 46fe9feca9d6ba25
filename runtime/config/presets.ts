import type { Model } from "./config.ts";

/** What is known of a provider beforehand. Everything in it can be changed in the configuration. */
export interface Preset {
  /** In the words of the documentation. */
  readonly title: string;
  readonly baseUrl: string;
  /** The variable that usually holds its key. */
  readonly keyVariable: string;
  /** Of every price below, ISO 4217. */
  readonly currency: string;
  /** When the prices and the names of the models were looked up, and where. They change: whoever pays should look again. */
  readonly asOf: string;
  readonly source: string;
  readonly models: Readonly<Record<string, PresetModel>>;
}

export interface PresetModel extends Model {
  readonly kind: ModelKind;
}

/** What a model makes. */
export type ModelKind = "chat" | "speech" | "image" | "video";

export type PresetName = keyof typeof presets;

export const presets = {} satisfies Record<string, Preset>;

export function presetOf(name: string): Preset | undefined {
  return Object.hasOwn(presets, name) ? (presets as Readonly<Record<string, Preset>>)[name] : undefined;
}


