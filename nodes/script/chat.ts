import { type ChatRequest, defineNode, fail, port, Type, writer } from "../../runtime/contract/index.ts";
import { promptsFor } from "./prompts/prompts.ts";
import { askFor } from "./structured-reply.ts";

export const chat = defineNode({
  type: "script/chat",
  version: 1,
  title: "Chat",
  summary: "Asks the writer anything: plain text, or JSON of a schema you give.",
  inputs: {
    prompt: port.value(Type.String({ title: "Prompt" })),
    system: port.value(Type.String({ title: "System prompt", default: "" })),
    schema: port.value(Type.Unknown({ title: "JSON Schema" }), { optional: true }),
    temperature: port.value(Type.Number({ title: "Temperature", minimum: 0, maximum: 2, default: 0.7 })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: {
    text: port.value(Type.String(), { title: "Reply", summary: "The reply as written." }),
    json: port.value(Type.Unknown(), { title: "Reply as JSON", summary: "The reply as JSON; null without a schema." }),
  },
  uses: [writer],
  async run({ inputs: { prompt, system, schema, temperature, seed }, context }) {
    const model = await context.use(writer);
    const request: ChatRequest = {
      messages: [...(system === "" ? [] : [{ role: "system", content: system } as const]), { role: "user", content: prompt }],
      temperature, seed, maxTokens: 4096, onText: (text) => context.preview(text),
    };
    if (schema !== undefined && schema !== null) {
      const { reply, text } = await askFor({
        chat: model, request, name: "reply", schema: Type.Unsafe<unknown>(schema as object), faults: await interpreter(schema), repair: promptsFor("en").repair,
      });
      return { text, json: reply };
    }
    const { text, finish } = await model.complete(request);
    if (finish === "refused") fail({ code: "REPLY_REFUSED", message: `The model refused to answer: ${text.trim() || "it gave no reason"}`, hint: "Change the prompt, or configure another provider for the role writer." });
    if (finish === "length") fail({ code: "REPLY_TRUNCATED", message: "The reply was cut off at 4,096 tokens.", hint: "Ask for less, or split the question." });
    return { text, json: null };
  },
});

/** A validator that walks the schema: this one comes from a graph, and code is never compiled from a graph. */
async function interpreter(schema: unknown): Promise<(reply: unknown) => string[]> {
  const { Validator } = await import("@cfworker/json-schema");
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    fail({ code: "SCHEMA_INVALID", message: "The schema is not a JSON Schema object.", hint: "Give an object such as { \"type\": \"object\", \"properties\": … }." });
  }
  const validator = new Validator(schema, "2020-12", false);
  return (reply) => {
    try {
      const { valid, errors } = validator.validate(reply);
      return valid ? [] : errors.filter((error) => error.keyword !== "properties" && error.keyword !== "items").slice(0, 6).map((error) => `"${error.instanceLocation}": ${error.error}`);
    } catch (error) {
      return fail({ code: "SCHEMA_INVALID", message: `The schema cannot be used: ${error instanceof Error ? error.message.split("\n")[0] : "it is not a JSON Schema"}`, hint: "Check its references and keywords." }, error);
    }
  };
}
