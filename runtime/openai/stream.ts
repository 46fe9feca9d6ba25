import { type Attempt, WireFault } from "../door/call.ts";
import type { Usage } from "../money/prices.ts";
import { EventReader } from "./events.ts";
import { errorInside, excerpt, type Json, parsedReply } from "./reply.ts";
import { longest, piecesOf, type Wire } from "./wire.ts";

/** What a model said, whole. */
export interface Answer {
  readonly text: string;
  /** Its reason for saying nothing; empty when there is none. */
  readonly refusal: string;
  readonly finish: "stop" | "length" | "refused";
  /** Who wrote it, by its own account. */
  readonly model: string | undefined;
  /** Undefined when it was not told, or cannot be true. */
  readonly usage: Usage | undefined;
}

export interface Reading {
  readonly wire: Wire;
  readonly attempt: Attempt;
  readonly onText: ((text: string) => void) | undefined;
}

/**
 * Reads an answer to its proper end, whether it comes as events, as some services send it under any content type, or in one piece.
 * @throws WireFault when it breaks off, ends without a reason for ending, or holds no choice · an `APIError` for an error inside it
 */
export async function readAnswer(response: Response, reading: Reading): Promise<Answer> {
  const { wire, attempt } = reading;
  const gathering = new Gathering(reading.onText);
  const events = new EventReader();
  let whole: Uint8Array[] | undefined;
  let begun = false;
  for await (const piece of piecesOf(response, attempt, longest.text)) {
    if (!begun && !/^\s*$/.test(new TextDecoder().decode(piece))) {
      begun = true;
      // An answer in one piece, or something that is none: events begin with a field name or a colon.
      if (/^[\uFEFF\s]*[{<["]/.test(new TextDecoder().decode(piece))) whole = [];
    }
    if (whole) whole.push(piece);
    else if (await takeAll(events.take(piece), { gathering, wire, headers: response.headers })) return gathering.answer();
  }
  if (whole) {
    gathering.take(await parsedReply(wire, new TextDecoder().decode(Buffer.concat(whole)), response.headers));
    return gathering.answer();
  }
  const last = events.end();
  // Half a line after the model has given its reason for ending takes nothing from what it said.
  if (last !== undefined && !gathering.ended) await takeAll([last], { gathering, wire, headers: response.headers });
  return gathering.answer();
}

interface Context {
  readonly gathering: Gathering;
  readonly wire: Wire;
  readonly headers: Headers;
}

/** @returns whether the end mark was among them */
async function takeAll(events: readonly string[], { gathering, wire, headers }: Context): Promise<boolean> {
  for (const event of events) {
    if (event.trim() === "[DONE]") return true;
    if (event.trim() === "") continue;
    let chunk: Json;
    try {
      chunk = JSON.parse(event) as Json;
    } catch (cause) {
      throw new WireFault("uncertain", `The answer broke off, or is not what it should be: ${excerpt(event)}`, { cause });
    }
    const told: unknown = chunk?.["error"] ?? chunk?.["choices"]?.[0]?.error;
    if (told) {
      const error = await errorInside(wire, told, headers);
      // What had begun may be billed, whatever the error is.
      if (gathering.begun && !isRefusal(error)) throw new WireFault("uncertain", `The provider broke off with an error: ${excerpt(error.message)}`, { cause: error });
      throw error;
    }
    gathering.take(chunk);
  }
  return false;
}

function isRefusal(error: Error): boolean {
  return (error as { readonly status?: number }).status === 403;
}

const endings: Readonly<Record<string, Answer["finish"]>> = {
  stop: "stop", eos: "stop", eos_token: "stop", end_turn: "stop", stop_sequence: "stop", complete: "stop", completed: "stop",
  length: "length", max_tokens: "length", max_output_tokens: "length",
  content_filter: "refused", sensitive: "refused", safety: "refused", refusal: "refused",
};

class Gathering {
  private readonly onText: ((text: string) => void) | undefined;
  private text = "";
  private refusal = "";
  private finish: string | undefined;
  private model: string | undefined;
  private usage: Usage | undefined;
  private choices = 0;

  constructor(onText: ((text: string) => void) | undefined) {
    this.onText = onText;
  }

  get begun(): boolean {
    return this.text !== "" || this.refusal !== "";
  }

  get ended(): boolean {
    return this.finish !== undefined;
  }

  /** A chunk of a stream, or a whole completion. */
  take(chunk: Json): void {
    if (typeof chunk["model"] === "string" && chunk["model"] !== "") this.model = chunk["model"];
    this.usage = usageOf(chunk["usage"]) ?? this.usage;
    const choice = Array.isArray(chunk["choices"]) ? (chunk["choices"] as Json[]).find((one) => (one?.["index"] ?? 0) === 0) : undefined;
    if (!choice) return;
    this.choices++;
    const said: Json = choice["delta"] ?? choice["message"] ?? {};
    const words = wordsOf(said["content"]);
    this.refusal += wordsOf(said["refusal"]);
    this.text += words;
    if (words !== "") this.onText?.(this.text);
    if (typeof choice["finish_reason"] === "string" && choice["finish_reason"] !== "") this.finish = choice["finish_reason"];
  }

  answer(): Answer {
    if (this.choices === 0) throw new WireFault("uncertain", "The answer holds no choice.");
    if (this.finish === undefined) throw new WireFault("uncertain", "The answer ended before the model had ended it.");
    const finish = this.refusal !== "" ? "refused" : endings[this.finish.toLowerCase()];
    if (!finish) throw new WireFault("uncertain", `The answer was ended for a reason that makes it no answer: ${excerpt(this.finish)}`);
    return { text: this.text, refusal: this.refusal, finish, model: this.model, usage: this.text !== "" && this.usage?.tokensOut === 0 ? undefined : this.usage };
  }
}

/** Text as a string, or in parts. */
function wordsOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return (content as Json[]).map((part) => typeof part?.["text"] === "string" ? part["text"] : "").join("");
}

/** As every service counts it, with what of the input was cached; a count that cannot be one makes the whole untold. */
export function usageOf(told: unknown): Usage | undefined {
  if (typeof told !== "object" || told === null) return undefined;
  const usage = told as Json;
  const tokensIn = countOf(usage["prompt_tokens"] ?? usage["input_tokens"]);
  const tokensOut = countOf(usage["completion_tokens"] ?? usage["output_tokens"]);
  if (tokensIn === undefined || tokensOut === undefined) return undefined;
  const details: Json = usage["prompt_tokens_details"] ?? usage["input_tokens_details"] ?? {};
  const cached = countOf(details["cached_tokens"] ?? usage["prompt_cache_hit_tokens"]);
  return { tokensIn, tokensOut, ...(cached ? { cachedTokensIn: Math.min(cached, tokensIn) } : {}) };
}

function countOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? value as number : undefined;
}
