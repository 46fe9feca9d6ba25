import { dialogue, fail, readReplyJson } from "reelwright/pack";

/** The first question, then at most two repairs. */
const attempts = 3;

/**
 * Asks for JSON until it can be used. What is wrong goes back to the model, one sentence each.
 * @param {import("reelwright/pack").Context} context
 * @param {{ name: string, schema: object, system: string, user: string, seed: number, brief: { task: string }, maxTokens: number,
 *   faults: (reply: any) => { fatal: readonly string[], minor: readonly string[] } }} question `minor`: worth asking again, but not failing
 * @returns {Promise<{ reply: any, source: string }>}
 */
export async function ask(context, { name, schema, system, user, seed, brief, maxTokens, faults }) {
  const chat = await context.use(dialogue);
  /** @type {readonly import("reelwright/pack").ChatMessage[]} */
  const first = [{ role: "system", content: system }, { role: "user", content: user }];
  /** @type {readonly import("reelwright/pack").ChatMessage[]} */
  let messages = first;
  /** @type {{ reply: any, source: string, minor: readonly string[] } | undefined} */
  let best;
  let reason = "";
  for (let attempt = 0; attempt < attempts; attempt++) {
    const said = await complete(chat, { messages, temperature: 0.3, maxTokens, seed: seed + attempt, schema: { name, schema }, brief, onText: (text) => context.preview(text) });
    if (said.finish === "refused") {
      fail({ code: "TRANSLATION_REFUSED", message: `The model refused to translate this: ${said.text.trim() || "it gave no reason"}`, hint: "Change the line it objects to, or configure another provider for the role dialogue." });
    }
    const read = readReplyJson(said.text);
    const value = "value" in read ? read.value : undefined;
    const { fatal, minor } = "fault" in read ? { fatal: [read.cut ? "it was cut off before its end" : read.fault], minor: [] } : faults(value);
    const source = chat.label ?? said.model;
    if (fatal.length === 0 && (best === undefined || minor.length < best.minor.length)) best = { reply: value, source, minor };
    if (best?.minor.length === 0) break;
    const wrong = [...fatal, ...minor];
    reason = wrong[0];
    messages = said.text.trim() === "" ? first : [...first, { role: "assistant", content: said.text }, { role: "user", content: `This cannot be used yet:\n${wrong.slice(0, 12).map((fault) => `- ${fault}`).join("\n")}\nSend the whole JSON again, corrected.` }];
  }
  return best ?? fail({ code: "TRANSLATION_INVALID", message: `The model's reply could not be used after ${attempts} attempts: ${reason}.`, hint: "Run the item again with another seed, or configure a model that keeps to JSON schemas." });
}

/** The built-in stand-in only writes a drama of its own. It says so; here it is said in terms of what was asked. */
/** @param {import("reelwright/pack").Chat} chat @param {import("reelwright/pack").ChatRequest} request */
async function complete(chat, request) {
  try {
    return await chat.complete(request);
  } catch (/** @type {any} */ error) {
    if (error?.problem?.code !== "OFFLINE_WRITER_CANNOT") throw error;
    return fail({ code: "TRANSLATOR_MISSING", message: "The offline stand-in for the role dialogue cannot translate.", hint: "Configure a model for the role dialogue in reelwright.config.json." }, error);
  }
}
