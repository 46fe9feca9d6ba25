import { defineService } from "./service.ts";

/** The services every host knows. Roles that differ only in who fills them share one interface. */

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string | readonly ChatPart[];
}
export type ChatPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly media: string; readonly data: Uint8Array };

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  /** Ask for JSON of this schema. A reply may still be invalid: the node validates and asks again. */
  readonly schema?: { readonly name: string; readonly schema: unknown };
  /**
   * The same request as data: `{ task: "script/arc", … }`. Model providers ignore it; offline writers, which cannot
   * read prose, work from it.
   */
  readonly brief?: { readonly task: string; readonly [field: string]: unknown };
  /** Called with the text so far as it streams in. */
  readonly onText?: (text: string) => void;
}

export interface ChatReply {
  readonly text: string;
  /** `length`: the reply was cut at `maxTokens`. `refused`: `text` holds the model's reason. */
  readonly finish: "stop" | "length" | "refused";
  /** Who wrote it. */
  readonly model: string;
}

export interface Chat {
  /** Set when a stand-in answers, e.g. `offline draft`; nodes copy it to `source` of what they write. */
  readonly label?: string;
  complete(request: ChatRequest): Promise<ChatReply>;
}

/** Bytes with their media type, as services take and give them. */
export interface Media {
  readonly media: string;
  readonly data: Uint8Array;
}

export interface SpeechRequest {
  readonly text: string;
  /** BCP 47: `zh-CN`, `en-US`. */
  readonly language: string;
  /** The provider's own voice name. */
  readonly voice: string;
  /** 1 is the voice's natural speed. */
  readonly speed: number;
  /** Semitones up or down from the voice's natural pitch. */
  readonly pitch: number;
  readonly emotion: string;
  /** How the line should be said, in words, for models that take directions. */
  readonly direction?: string;
  readonly seed?: number;
  /** Set when `voice` is that of a living person: who agreed to it. Providers that cannot speak it refuse. */
  readonly clone?: VoiceClone;
}

/** A voice made after a person's. */
export interface VoiceClone {
  readonly consent: { readonly by: string; readonly at: string; readonly document: string };
  /** A recording to speak after, for providers that take one with the request in place of a voice kept by name. */
  readonly sample?: Media;
}

export interface Speech {
  readonly label?: string;
  /** @returns encoded audio, and word times in milliseconds where the engine knows them. */
  speak(request: SpeechRequest): Promise<SpeechReply>;
  /** Voices on offer, so that casting can give each character its own. */
  voices(language: string): Promise<readonly SpeechVoice[]>;
}
export interface SpeechReply {
  readonly media: string;
  readonly bytes: Uint8Array;
  readonly words: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  /** Who spoke it, where it is not a stand-in. */
  readonly model?: string;
  /** What was asked for and the engine cannot do: left to whoever asked, who has the samples. */
  readonly undone?: readonly ("speed" | "pitch")[];
}
export interface SpeechVoice {
  readonly name: string;
  readonly gender: "female" | "male" | "unspecified";
  readonly age: "child" | "young" | "adult" | "elder";
}

export interface PictureRequest {
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly seed?: number;
  /** Pictures to keep to, in the order the prompt speaks of them; `of` says whom or what each shows. */
  readonly references?: readonly (Media & { readonly of: string })[];
  /** The same request as data, for painters that cannot read prose; model providers ignore it. */
  readonly brief?: { readonly task: string; readonly [field: string]: unknown };
}

export interface Pictures {
  readonly label?: string;
  /** How many references a request may carry; 0 for a model that takes none. */
  readonly references: number;
  generate(request: PictureRequest): Promise<GeneratedMedia>;
}
export interface GeneratedMedia {
  readonly media: string;
  readonly bytes: Uint8Array;
  /** Who made it. */
  readonly model: string;
}

export interface MotionRequest {
  readonly prompt: string;
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  readonly seed?: number;
  readonly firstFrame?: Media;
  readonly brief?: { readonly task: string; readonly [field: string]: unknown };
  /** Called with 0 to 1 as the provider tells. */
  readonly onProgress?: (fraction: number) => void;
}

export interface Motion {
  readonly label?: string;
  generate(request: MotionRequest): Promise<GeneratedMedia>;
}

/** One ffmpeg process. Sources such as `color` or `sine` go inside the filter graph, never as an input. */
export interface FfmpegJob {
  readonly inputs: readonly { readonly path: string; readonly options?: readonly string[] }[];
  /** A filter graph for `-filter_complex`. */
  readonly filter?: string;
  readonly outputs: readonly { readonly path: string; readonly options: readonly string[] }[];
  /** Where relative paths are resolved: keeps drive letters and quotes out of filter graphs. */
  readonly folder?: string;
}

export interface Ffmpeg {
  /** @returns what ffmpeg wrote to stderr, where measuring filters print. @throws ProblemError FFMPEG_FAILED */
  run(job: FfmpegJob): Promise<string>;
  /** ffprobe's JSON with streams and format; `options` are put before the path. @throws ProblemError FFPROBE_FAILED */
  probe(path: string, options?: readonly string[]): Promise<any>;
  /** Whether the binary has a filter: old builds lack `xfade` and others. */
  hasFilter(name: string): Promise<boolean>;
}

export const writer = defineService<Chat>("writer");
export const dialogue = defineService<Chat>("dialogue");
export const vision = defineService<Chat>("vision");
export const judge = defineService<Chat>("judge");
export const speech = defineService<Speech>("speech");
export const image = defineService<Pictures>("image");
export const video = defineService<Motion>("video");
export const ffmpeg = defineService<Ffmpeg>("ffmpeg");

/**
 * A share of this machine's processors. A node that computes for long in this process declares it, so that no more of
 * its kind run at once than there are cores; there is nothing to call.
 */
export const processor = defineService<undefined>("processor");
