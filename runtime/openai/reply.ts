import type { Attempt } from "../door/call.ts";
import { WireFault } from "../door/call.ts";
import { ProblemError } from "../problem.ts";
import type { RemoteModel } from "./model.ts";
import { bytesOf, longest, type Wire } from "./wire.ts";

/** JSON of which nothing is known yet. */
export type Json = { readonly [field: string]: any };

/**
 * A whole answer of JSON, whatever its content type says.
 * @throws WireFault for anything else · an `APIError` for an error that came with a status of 200
 */
export async function jsonOf(wire: Wire, response: Response, attempt: Attempt): Promise<Json> {
  const text = new TextDecoder().decode(await bytesOf(response, attempt, longest.text));
  return parsedReply(wire, text, response.headers);
}

export async function parsedReply(wire: Wire, text: string, headers: Headers): Promise<Json> {
  const reply = objectIn(text);
  // A job that failed tells why under the same name: that is an answer.
  const isJob = typeof (reply["id"] ?? reply["task_id"]) === "string" && typeof reply["status"] === "string";
  if (reply["error"] && !isJob) throw await errorInside(wire, reply["error"], headers);
  return reply;
}

function objectIn(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new WireFault("uncertain", text.trim() === "" ? "The answer is empty." : `The answer is not JSON: ${excerpt(text)}`, { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new WireFault("uncertain", `The answer is not a JSON object: ${excerpt(text)}`);
  return value as Json;
}

/** What an error inside an answer means: one with a status, as if it had come with it, else a fault of which nobody knows whether it was billed. */
export async function errorInside(wire: Wire, error: unknown, headers: Headers): Promise<Error> {
  const body: Json = typeof error === "object" && error !== null ? error : { message: String(error) };
  const status = statusOf(body);
  return status === undefined ? new WireFault("uncertain", `The provider reports an error: ${excerpt(body["message"] ?? JSON.stringify(body))}`) : wire.refusal(status, body, headers);
}

const meanings: readonly (readonly [RegExp, number])[] = [
  [/content_(?:policy|filter)|moderation|sensitive|safety/, 403],
  [/invalid_api_key|authentication|unauthori[sz]ed/, 401],
  [/insufficient|quota|billing|balance|credit/, 402],
  [/rate_?limit|too_many/, 429],
  [/overloaded|unavailable/, 503],
  [/server_error|internal/, 500],
  [/invalid_request|not_supported|not_found|invalid_value/, 400],
];

function statusOf({ status, code, type }: Json): number | undefined {
  for (const given of [status, code]) {
    const number = Number(given);
    if (Number.isInteger(number) && number >= 400 && number < 600) return number;
  }
  const words = `${code ?? ""} ${type ?? ""}`.toLowerCase();
  return meanings.find(([pattern]) => pattern.test(words))?.[1];
}

/** A provider's words, short enough for a message. */
export function excerpt(words: unknown): string {
  const text = String(words).replace(/\s+/g, " ").trim();
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

export interface Complaint {
  readonly status: number;
  /** All that was said, in lower case. */
  readonly words: string;
}

/** What a request was refused for, where the request itself was at fault; undefined for any other error. */
export function complaintIn(error: unknown): Complaint | undefined {
  const { status, message, error: body } = error as { readonly status?: unknown; readonly message?: unknown; readonly error?: unknown };
  if (status !== 400 && status !== 415 && status !== 422 && status !== 501) return undefined;
  return { status, words: `${String(message)} ${JSON.stringify(body ?? null)}`.toLowerCase() };
}

const contentNames = /content_?(?:policy|filter|moderat)|moderation|safety|sensitive|data_inspection|prohibited/;
const contentWords = /(?:content|usage) polic|content (?:filter|moderat)|safety (?:system|polic|filter|setting)|sensitive (?:content|word|info)|inappropriate content|moderation|敏感|违规/;

/** Whether it was the content that was refused: a shot or a line that another attempt would not save. */
export function isContentRefusal(error: unknown): boolean {
  const { status, message, error: body } = error as { readonly status?: unknown; readonly message?: unknown; readonly error?: Json };
  if (status !== 400 && status !== 403 && status !== 422 && status !== 451) return false;
  return contentNames.test(`${body?.["code"] ?? ""} ${body?.["type"] ?? ""}`.toLowerCase()) || contentWords.test(String(message).toLowerCase());
}

/** With the provider's words. Made outside of the door, which has to know the refusal as one that was not billed. */
export function contentRefused(model: RemoteModel, words: string): ProblemError {
  return new ProblemError({
    code: "CONTENT_REFUSED",
    message: `${model.provider}/${model.name} refused this for its content: ${excerpt(model.redact(words.replace(/^\d{3} (?=\S)/, "")))}`,
    hint: "Change the text or the pictures it is about; asking again does not help.",
  });
}
