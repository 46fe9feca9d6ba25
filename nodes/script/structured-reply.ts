import { type Static, type TSchema, type Chat, type ChatMessage, type ChatReply, type ChatRequest, fail, readReplyJson, wholeMembers } from "../../runtime/contract/index.ts";

/** How a writer is asked again, in the story's language. */
export interface RepairWords {
  /** @param faults what the validator said, one sentence each */
  invalid(faults: readonly string[]): string;
  /** The reply was cut at the token limit. */
  truncated(): string;
  /** The reply was cut in the middle of a list, of which `count` members are whole and shown to the writer. */
  goOn(list: string, count: number): string;
}

export interface Question<S extends TSchema> {
  readonly chat: Chat;
  readonly request: Omit<ChatRequest, "schema">;
  readonly name: string;
  readonly schema: S;
  /** The field that most of a reply is: a list of objects. A reply cut off in the middle of it is gone on with, not begun again. */
  readonly list?: string & keyof Static<S>;
  /** What is wrong with a reply, one sentence each; empty when it can be used. */
  faults(reply: unknown): readonly string[] | Promise<readonly string[]>;
  readonly repair: RepairWords;
}

/** The first question, then at most two repairs: a model that fails three times is given up, not paid on. */
const attempts = 3;
/** How often a reply is gone on with: more than any list of ours needs. */
const mostPieces = 6;

/**
 * Asks for JSON of a schema until it is there. A reply that cannot be parsed, does not fit or was cut short goes back
 * with the reasons; a fence around good JSON is simply taken off, for asking again would cost money and change nothing.
 * @throws ProblemError REPLY_REFUSED with the model's words, REPLY_TRUNCATED when nothing was written, both at once · REPLY_INVALID after two repairs
 */
export async function askFor<S extends TSchema>(question: Question<S>): Promise<{ readonly reply: Static<S>; readonly text: string; readonly source: string }> {
  const { chat, request, name, schema, list, repair } = question;
  let messages: readonly ChatMessage[] = request.messages;
  let kept: Pieces | undefined;
  let reason = "";
  let pieces = 0;
  for (let attempt = 0; attempt < attempts;) {
    const said = await chat.complete({ ...request, messages, schema: { name, schema } });
    checkWritten(said, request.maxTokens);
    const read = readReplyJson(said.text);
    const isCut = "fault" in read && (read.cut || said.finish === "length");

    const whole = isCut && list !== undefined && pieces < mostPieces ? wholeMembers(said.text, list) : undefined;
    if (list !== undefined && whole && whole.members.length > 0) {
      pieces++;
      kept = joined(list, kept, { fields: whole.fields, members: whole.members });
      messages = again(request.messages, textOf(list, kept), repair.goOn(list, kept.members.length));
      continue;
    }

    const value = "fault" in read ? undefined : whatIsMeant(read.value, list, kept);
    const faults = "fault" in read ? [read.fault] : await question.faults(value);
    const text = kept && value !== undefined ? JSON.stringify(value) : said.text;
    if (faults.length === 0) return { reply: value as Static<S>, text, source: chat.label ?? said.model };
    reason = isCut ? "it was cut off at the token limit" : faults[0]!;
    messages = again(request.messages, text, isCut ? repair.truncated() : repair.invalid(faults));
    kept = undefined;
    attempt++;
  }
  return fail({
    code: "REPLY_INVALID",
    message: `The model's reply could not be used after ${attempts} attempts: ${reason}.`,
    hint: "Run the item again with another seed, or configure a model that keeps to JSON schemas.",
  });
}

function checkWritten({ text, finish }: ChatReply, maxTokens: number | undefined): void {
  if (finish === "refused") {
    fail({ code: "REPLY_REFUSED", message: `The model refused to write this: ${text.trim() || "it gave no reason"}`, hint: "Change the theme or the scene, or configure another provider for this role." });
  }
  // Asked again it would think again, and be paid for it.
  if (finish === "length" && text.trim() === "") {
    fail({ code: "REPLY_TRUNCATED", message: `The model used up its ${maxTokens?.toLocaleString("en") ?? "allowed"} tokens before it wrote anything.`, hint: "It thinks for longer than it may write: configure one for this role that thinks less, or not at all." });
  }
}

/** Only the last reply is shown, so that repairs do not pile up. To nothing there is nothing to say: some models now and then send it. */
function again(messages: readonly ChatMessage[], reply: string, answer: string): readonly ChatMessage[] {
  return reply.trim() === "" ? messages : [...messages, { role: "assistant", content: reply }, { role: "user", content: answer }];
}

/** A long reply as far as it has come. */
interface Pieces {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly members: readonly unknown[];
}

/** Puts a piece behind those before. One that begins with the same member again is the whole anew. */
function joined(list: string, kept: Pieces | undefined, next: Pieces): Pieces {
  if (!kept || JSON.stringify(next.members[0]) === JSON.stringify(kept.members[0])) return next;
  return { fields: { ...next.fields, ...kept.fields, [list]: [] }, members: [...kept.members, ...next.members] };
}

function whatIsMeant(value: unknown, list: string | undefined, kept: Pieces | undefined): unknown {
  if (list === undefined || !kept || typeof value !== "object" || value === null) return value;
  // Some go on with the bare list.
  const members = Array.isArray(value) ? value : (value as Record<string, unknown>)[list];
  if (!Array.isArray(members)) return value;
  const whole = joined(list, kept, { fields: Array.isArray(value) ? {} : value as Record<string, unknown>, members });
  return { ...whole.fields, [list]: whole.members };
}

function textOf(list: string, { fields, members }: Pieces): string {
  return JSON.stringify({ ...fields, [list]: members });
}
