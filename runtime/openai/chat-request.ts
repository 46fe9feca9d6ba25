import type { ChatMessage, ChatRequest } from "../contract/services.ts";
import type { Learnt, RemoteModel } from "./model.ts";
import { digestOf, requestHash } from "./request-hash.ts";
import { type ProviderSchema, providerSchema, schemaInWords } from "./strict-schema.ts";
import { likelyTokens, loadOf, mostTokens } from "./tokens.ts";

/** A request as it goes out, in the form that is known to be taken. */
export interface ChatDraft {
  /** The form it is in; another one is made when it is refused. */
  readonly form: Readonly<Learnt>;
  readonly schema: ProviderSchema | undefined;
  readonly request: string;
  readonly mostIn: number;
  readonly likelyIn: number;
  readonly mostOut: number;
  /** With its pictures in it; made anew for each attempt, so that nothing large waits for its turn. */
  body(): object;
}

/** Default of `can.maxOutputTokens` and `can.imageTokens`. */
const usualOutput = 8192;
const usualImageTokens = 2000;

export function draftChat(model: RemoteModel, request: ChatRequest): ChatDraft {
  const form = { ...model.learnt };
  const schema = request.schema && schemaFor(request.schema, form.structured);
  const messages = schema && form.structured !== "json_schema" ? withSchema(request.messages, schema) : request.messages;
  const most = model.can.maxOutputTokens ?? usualOutput;
  const mostOut = Math.max(1, Math.min(request.maxTokens ?? most, most));
  const fields = {
    model: model.name,
    // Always said: what is set aside for the call holds only if the model may not write more.
    [form.maxTokensField]: mostOut,
    ...(form.streams ? { stream: true, ...(form.tellsUsage ? { stream_options: { include_usage: true } } : {}) } : {}),
    ...(request.temperature !== undefined && form.temperature ? { temperature: request.temperature } : {}),
    ...(request.seed !== undefined && model.can.seed ? { seed: request.seed } : {}),
    ...(model.effort ? { reasoning_effort: model.effort } : {}),
    ...(schema && form.structured === "json_schema" ? { response_format: { type: "json_schema", json_schema: { name: schema.name, strict: schema.strict, schema: schema.schema } } } : {}),
    ...(schema && form.structured === "json_object" ? { response_format: { type: "json_object" } } : {}),
  };
  const load = loadOf(messages, schema ? JSON.stringify(schema.schema) : "");
  const imageTokens = model.can.imageTokens ?? usualImageTokens;
  return {
    form, schema, mostOut,
    request: requestHash(model, "chat", { ...fields, messages: written(messages, (part) => `sha256:${digestOf(part.data)}`) }),
    mostIn: mostTokens(load, imageTokens),
    likelyIn: likelyTokens(load, imageTokens),
    body: () => ({ ...fields, messages: written(messages, ({ media, data }) => `data:${media};base64,${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64")}`) }),
  };
}

function schemaFor({ name, schema }: NonNullable<ChatRequest["schema"]>, structured: Learnt["structured"]): ProviderSchema {
  return structured === "json_schema" ? providerSchema(name, schema) : schemaInWords(name, schema, structured === "json_object");
}

type Picture = { readonly media: string; readonly data: Uint8Array };

function written(messages: readonly ChatMessage[], address: (picture: Picture) => string): object[] {
  return messages.map(({ role, content }) => ({
    role,
    content: typeof content === "string" ? content : content.map((part) => part.type === "text" ? { type: "text", text: part.text } : { type: "image_url", image_url: { url: address(part) } }),
  }));
}

/** Where a provider does not hold the model to a schema, the model is told of it. */
function withSchema(messages: readonly ChatMessage[], { schema }: ProviderSchema): readonly ChatMessage[] {
  const told = `Answer with one JSON object and nothing else: no words before or after it, no code fence. It must fit this JSON Schema:\n${JSON.stringify(schema)}`;
  const [first, ...rest] = messages;
  if (first?.role === "system" && typeof first.content === "string") return [{ ...first, content: `${first.content}\n\n${told}` }, ...rest];
  return [{ role: "system", content: told }, ...messages];
}
