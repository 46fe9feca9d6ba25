/** What could be read of a model's reply: the value, or in a sentence why there is none. */
export type ReplyJson =
  | { readonly value: unknown }
  /** `cut`: the JSON begins and does not end, as when a reply runs into its limit of tokens. */
  | { readonly fault: string; readonly cut?: true };

/**
 * Takes the JSON out of a reply: as it is, out of a ``` fence, from among the words around it, or from behind a model's
 * `<think>`. Of several values the longest is meant. Nothing is mended: what is broken or cut is told, to be asked anew.
 */
export function readReplyJson(text: string): ReplyJson {
  const said = answerIn(text);
  let best: { readonly value: unknown; readonly length: number } | undefined;
  let broken = "the reply holds no JSON";
  for (let at = nextStart(said, 0); at >= 0;) {
    const end = endOf(said, at);
    if (end === undefined) {
      if (best === undefined && looksLikeJson(said, at)) return { fault: "the reply ends in the middle of its JSON", cut: true };
      at = nextStart(said, at + 1);
      continue;
    }
    const found = parsed(said.slice(at, end));
    if ("value" in found && end - at > (best?.length ?? 0)) best = { value: found.value, length: end - at };
    if ("fault" in found && looksLikeJson(said, at)) broken = found.fault;
    // What is inside a value is a part of it, never the reply; what is inside words may be the reply.
    at = nextStart(said, "value" in found || looksLikeJson(said, at) ? end : at + 1);
  }
  return best ? { value: best.value } : { fault: broken };
}

/**
 * What is whole of a reply that was cut off in the middle of a list: the fields before the list, and the members that end.
 * @param list the name of the list, a field of the outermost object
 * @returns undefined when it was cut before the list
 */
export function wholeMembers(text: string, list: string): { readonly fields: Readonly<Record<string, unknown>>; readonly members: readonly unknown[] } | undefined {
  const said = answerIn(text);
  const start = said.indexOf("{");
  const opening = new RegExp(`"${list}"\\s*:\\s*\\[`).exec(said);
  if (start < 0 || !opening) return undefined;
  let at = opening.index + opening[0].length;
  const fields = parsed(`${said.slice(start, at)}]}`);
  if (!("value" in fields)) return undefined;
  const members: unknown[] = [];
  for (;;) {
    at += /^[\s,]*/.exec(said.slice(at))![0].length;
    const end = said[at] === "{" ? endOf(said, at) : undefined;
    const member = end === undefined ? undefined : parsed(said.slice(at, end));
    if (end === undefined || !member || !("value" in member)) return { fields: fields.value as Record<string, unknown>, members };
    members.push(member.value);
    at = end;
  }
}

function answerIn(text: string): string {
  return text.replace(/^\s*<think>[\s\S]*?<\/think>/i, "");
}

/** The index after the bracket that closes the one at `start`, strings passed over; undefined when none does. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === "\\") at++;
      else if (sign === "\"") quoted = false;
    } else if (sign === "\"") quoted = true;
    else if (sign === "{" || sign === "[") depth++;
    else if ((sign === "}" || sign === "]") && --depth === 0) return at + 1;
  }
  return undefined;
}

function nextStart(text: string, from: number): number {
  const found = text.slice(from).search(/[[{]/);
  return found < 0 ? -1 : from + found;
}

/** Tells `{ "a"` and `[1` from brackets in a sentence. */
function looksLikeJson(text: string, at: number): boolean {
  return /^(?:\{\s*(?:"|\}|$)|\[\s*(?:["{[\]\d-]|true|false|null|$))/.test(text.slice(at, at + 40));
}

function parsed(text: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: `the reply is not valid JSON (${error instanceof Error ? error.message.split("\n")[0] : "syntax error"})` };
  }
}
