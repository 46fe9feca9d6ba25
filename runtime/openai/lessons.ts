import type { Caller } from "../contract/service.ts";
import { type Learnt, type RemoteModel, tell } from "./model.ts";
import type { Complaint } from "./reply.ts";

/** Something a provider may not take, how it says so, and the form that does without. */
interface Lesson {
  /** What a complaint about it names. */
  readonly about: RegExp;
  /** Whether the refused request had it. */
  had(form: Readonly<Learnt>): boolean;
  /** @returns what is different from now on, as the end of a sentence about the model */
  learn(learnt: Learnt): string;
}

/** How a field is refused, not what is in it. */
const unknown = /support|unknown|unrecogni[sz]ed|unexpected|not permitted|not allowed|extra|instead|invalid param|not implemented|only the default/;

const chatLessons: readonly Lesson[] = [
  {
    about: /stream_options|include_usage/,
    had: (form) => form.streams && form.tellsUsage,
    learn: (learnt) => (learnt.tellsUsage = false, "does not tell what a streamed answer used; that is estimated"),
  },
  {
    about: /json_schema|response_format|structured output|guided|grammar/,
    had: (form) => form.structured === "json_schema",
    learn: (learnt) => (learnt.structured = "json_object", "refuses JSON schemas; JSON of any kind is asked for, the schema is told in words and every answer is checked"),
  },
  {
    about: /json_object|response_format|json mode/,
    had: (form) => form.structured === "json_object",
    learn: (learnt) => (learnt.structured = "text", "refuses to be held to JSON; it is asked for in words and every answer is checked"),
  },
  {
    about: /max_tokens|max_completion_tokens/,
    had: (form) => !form.maxTokensSwapped,
    learn: (learnt) => {
      learnt.maxTokensField = learnt.maxTokensField === "max_tokens" ? "max_completion_tokens" : "max_tokens";
      learnt.maxTokensSwapped = true;
      return `wants its limit of tokens as ${learnt.maxTokensField}`;
    },
  },
  {
    about: /temperature/,
    had: (form) => form.temperature,
    learn: (learnt) => (learnt.temperature = false, "takes no temperature; none is sent"),
  },
  {
    about: /\bstream(?:ing)?\b/,
    had: (form) => form.streams,
    learn: (learnt) => (learnt.streams = false, "does not stream; answers come in one piece"),
  },
];

const speechLessons: readonly Lesson[] = [{
  about: /response_format|wav|format/,
  had: (form) => form.audioFormat === "wav",
  learn: (learnt) => (learnt.audioFormat = "mp3", "does not speak WAV; MP3 is asked for"),
}];

const pictureLessons: readonly Lesson[] = [{
  about: /image(?:\[\])?/,
  had: (form) => !form.referenceFieldSwapped,
  learn: (learnt) => {
    learnt.referenceField = learnt.referenceField === "image" ? "image[]" : "image";
    learnt.referenceFieldSwapped = true;
    return `wants reference pictures in the field ${learnt.referenceField}`;
  },
}];

const lessons = { chat: chatLessons, speech: speechLessons, picture: pictureLessons };

export type Kind = keyof typeof lessons;

/**
 * What a refused request teaches about the model. The first to learn it tells of it; whoever was under way at the time just asks again
 * in the new form. Each lesson leaves one thing less to refuse, so this ends.
 * @returns whether to ask again
 */
export function learnFrom(complaint: Complaint, kind: Kind, { model, form, caller }: { readonly model: RemoteModel; readonly form: Readonly<Learnt>; readonly caller: Caller }): boolean {
  const lesson = lessons[kind].find(({ about, had }) => had(form) && about.test(complaint.words) && isRefusalOfForm(complaint, kind));
  if (!lesson) return false;
  if (lesson.had(model.learnt)) tell(model, caller, "degraded", `${model.provider}/${model.name} ${lesson.learn(model.learnt)}.`);
  return true;
}

function isRefusalOfForm({ words, status }: Complaint, kind: Kind): boolean {
  return status === 501 || unknown.test(words) || /invalid|missing|required|must be/.test(words) && kind !== "chat" || /invalid schema|response_format|json_schema/.test(words);
}
