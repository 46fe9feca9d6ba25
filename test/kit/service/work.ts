import { type PriceList, priceOf, type Taken } from "./bill.ts";
import { type ChatAsked, eventsBeforeFinish, readChat, replyTo, type Said, streamedAnswer, wholeAnswer } from "./chat.ts";
import type { Fault } from "./faults.ts";
import type { ServiceLimits } from "./limits.ts";
import { type Route, sha256 } from "./log.ts";
import { encodeAudio, toneOf, wavOf } from "./media.ts";
import { paint, paintAfter } from "./pictures.ts";
import { bytes, failure, json, type Wire } from "./reply.ts";
import type { Asked } from "./request.ts";
import { look } from "./sight.ts";
import type { VideoShelf } from "./videos.ts";
import { write } from "./writer.ts";

/** How one model of the service behaves and what it costs. */
export interface ModelTraits {
  readonly prices?: PriceList;
  readonly limits?: ServiceLimits;
  /** The strongest structured output it knows; stronger is refused with 400. Default `json_schema`. */
  readonly structured?: "json_schema" | "json_object" | "text";
  /** How the field of reference pictures is to be spelled; the other is refused with 400. Default: both are taken. */
  readonly referenceField?: "image[]" | "image";
  /** Pictures come as addresses to fetch instead of in the answer. */
  readonly pictureLinks?: boolean;
  /** Other voices are refused with 400. Default: any. */
  readonly voices?: readonly string[];
}

export interface Bench {
  readonly models: Readonly<Record<string, ModelTraits>>;
  readonly shelf: VideoShelf;
  /** What was made and can be fetched, by name. */
  readonly files: Map<string, Buffer>;
  /** Overrides what chat models say; undefined leaves it to the model. */
  readonly answer?: ((asked: ChatAsked) => Said | undefined | Promise<Said | undefined>) | undefined;
  /** Between the events of a stream, in milliseconds. */
  readonly pause: number;
  address(): string;
}

/** An answer, what it costs, and what the work is called. */
export interface Done {
  readonly wire: Wire;
  readonly micros: number;
  readonly remote?: string;
}

/** What a request asks the service to do: the route, its fields, and the name behind the route's address. */
export interface Job {
  readonly route: Route;
  readonly asked: Asked;
  /** The last part of a path that has one. */
  readonly id: string;
  readonly fault: Fault | undefined;
}

export async function work(bench: Bench, job: Job): Promise<Done> {
  switch (job.route) {
    case "models": return free(json({ object: "list", data: Object.keys(bench.models).map((id) => ({ id, object: "model", created: 0, owned_by: "loopback" })) }));
    case "voices": return free(json({ voices: [...new Set(Object.values(bench.models).flatMap(({ voices }) => voices ?? []))] }));
    case "chat": return chat(bench, job);
    case "speech": return speech(bench, job);
    case "generations":
    case "edits": return pictures(bench, job);
    case "video.create":
    case "video.list":
    case "video.get":
    case "video.content": return video(bench, job);
    case "file": return fileOf(bench, job.id);
    default: return free(failure(404, { code: "not_found", message: "There is nothing at this address." }));
  }
}

function free(wire: Wire): Done {
  return { wire, micros: 0 };
}

function refused(message: string, code = "invalid_value"): Done {
  return free(failure(400, { code, message }));
}

function cost({ models }: Bench, model: string, taken: Taken): number {
  return priceOf(models[model]?.prices ?? {}, taken);
}

const strengths = ["text", "json_object", "json_schema"] as const;

async function chat(bench: Bench, { asked: { fields, digest }, fault }: Job): Promise<Done> {
  const asked = readChat(fields);
  const known = bench.models[asked.model]?.structured ?? "json_schema";
  if (strengths.indexOf(asked.format) > strengths.indexOf(known)) return refused(`response_format.type ${asked.format} is not supported by this model.`, "unsupported_value");
  const said = await bench.answer?.(asked) ?? await byItself(asked);
  const reply = replyTo(asked, said, fault);
  const id = `chatcmpl-${digest.slice(0, 20)}`;
  const micros = cost(bench, asked.model, reply);
  if (!asked.stream) return { wire: json(wholeAnswer(id, asked, reply)), micros, remote: id };
  const events = streamedAnswer(id, asked, reply);
  const pieces = fault?.do === "no-end" ? events.slice(0, Math.ceil(eventsBeforeFinish(events) / 2)) : events;
  return { wire: { status: 200, type: "text/event-stream; charset=utf-8", pieces, pause: bench.pause }, micros, remote: id };
}

async function byItself(asked: ChatAsked): Promise<string> {
  if (asked.images.length > 0) return look(asked);
  const { name, schema, seed, messages } = asked;
  return write({ name, schema, seed, prompt: messages.find(({ role }) => role === "user")?.text ?? "" });
}

async function speech(bench: Bench, { asked: { fields } }: Job): Promise<Done> {
  const { model, input = "", voice, response_format: format = "mp3", speed = 1 } = fields;
  const voices = bench.models[model]?.voices;
  if (voices && !voices.includes(voice)) return refused(`The voice ${voice} does not exist.`, "voice_not_found");
  if (input.length === 0 || input.length > 4096) return refused("input must have between 1 and 4096 characters.", "string_above_max_length");
  const audioMs = Math.round(Math.max(300, 90 * [...input].length) / Number(speed));
  const samples = toneOf(`${voice} ${input}`, audioMs);
  const audio = format === "pcm" ? samples : format === "wav" ? wavOf(samples, true) : await encodeAudio(wavOf(samples), format);
  return { wire: bytes(format === "mp3" ? "audio/mpeg" : `audio/${format}`, audio), micros: cost(bench, model, { characters: [...input].length, audioMs }) };
}

async function pictures(bench: Bench, { route, asked: { fields, files }, fault }: Job): Promise<Done> {
  const { model, prompt = "", size = "1024x1024" } = fields;
  const count = Number(fields["n"] ?? 1);
  const traits = bench.models[model] ?? {};
  const references = files.filter(({ name }) => name === "image" || name === "image[]");
  if (route === "edits" && references.length === 0) return refused("An edit needs an image.", "missing_required_parameter");
  if (traits.referenceField && references.some(({ name }) => name !== traits.referenceField)) return refused(`Unknown parameter: '${references[0]!.name}'.`, "unknown_parameter");
  const [width = 1024, height = 1024] = size === "auto" ? [] : size.split("x").map(Number);
  const picture = route === "edits"
    ? await paintAfter(references.map(({ data }) => data), prompt, { width, height, drift: fault?.do === "drift" })
    : await paint(`${prompt} ${fields["seed"] ?? ""}`, width, height);
  const data = Array.from({ length: count }, () => traits.pictureLinks ? { url: keep(bench, picture) } : { b64_json: picture.toString("base64") });
  return { wire: json({ created: Math.floor(Date.now() / 1000), data }), micros: cost(bench, model, { images: count }) };
}

/** @returns the address under which it can be fetched, once and without a key, as links of services are */
function keep(bench: Bench, picture: Buffer): string {
  const name = `${sha256(picture).slice(0, 24)}.png`;
  bench.files.set(name, picture);
  return `${bench.address()}/files/${name}`;
}

function fileOf({ files }: Bench, name: string): Done {
  const file = files.get(name);
  return free(file ? bytes("image/png", file) : failure(404, { code: "not_found", message: "The link has expired." }));
}

async function video(bench: Bench, { route, id, asked: { fields }, fault }: Job): Promise<Done> {
  const { shelf } = bench;
  if (route === "video.create") {
    const job = shelf.create(fields, fault?.do === "fail-later" ? fault.message ?? "The film could not be made." : undefined);
    const micros = job.failing === undefined ? cost(bench, job.model, { videoMs: Math.round(job.seconds * 1000) }) : 0;
    return { wire: json(shelf.describe(job)), micros, remote: job.id };
  }
  if (route === "video.list") {
    if (!shelf.listed) return free(failure(404, { code: "not_found", message: "This service lists no videos." }));
    const data = [...shelf.jobs.values()].toReversed().map((job) => shelf.describe(job));
    return free(json({ object: "list", data, first_id: null, last_id: null, has_more: false }));
  }
  const job = shelf.jobs.get(id);
  if (!job) return free(failure(404, { code: "not_found", message: `There is no video ${id}.` }));
  return free(route === "video.get" ? json(shelf.describe(job)) : bytes("video/mp4", await shelf.content(job)));
}
