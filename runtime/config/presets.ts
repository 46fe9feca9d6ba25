import type { Model } from "./config.ts";
import { dashscope, openrouter, siliconflow, volcengine } from "./presets/addresses.ts";
import { deepseek } from "./presets/deepseek.ts";
import { openai } from "./presets/openai.ts";

/** What is known of a provider beforehand. Everything in it can be changed in the configuration. */
export interface Preset {
  /** As people call it. */
  readonly title: string;
  readonly baseUrl: string;
  /** The variable of the environment that usually holds its key. */
  readonly keyVariable: string;
  /** Of every price, ISO 4217. */
  readonly currency: string;
  /** When names and prices were looked up. They change: whoever pays should look again, and write down what holds. */
  readonly asOf: string;
  /** Where. */
  readonly source: string;
  readonly models: Readonly<Record<string, PresetModel>>;
}

export interface PresetModel extends Model {
  readonly kind: ModelKind;
  /** The day on which the provider itself stops serving it; gateways may go on. */
  readonly ends?: string;
}

/** What a model makes. */
export type ModelKind = "chat" | "speech" | "image" | "video";

const presets: Readonly<Record<string, Preset>> = { openai, deepseek, openrouter, siliconflow, dashscope, volcengine };

export const presetNames: readonly string[] = Object.keys(presets);

export function presetOf(name: string | undefined): Preset | undefined {
  return name !== undefined && Object.hasOwn(presets, name) ? presets[name] : undefined;
}
