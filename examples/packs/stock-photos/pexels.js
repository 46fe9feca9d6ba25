import { fail } from "reelwright/pack";

/** How Pexels answers when something is wrong, in words of who has to do something about it. */
const refusals = {
  400: ["PHOTOS_REFUSED", "Pexels cannot search for that.", "Change the words, or take the colour out."],
  401: ["PHOTOS_KEY", "Pexels does not accept the key.", "Look at PEXELS_API_KEY; https://www.pexels.com/api gives one."],
  403: ["PHOTOS_KEY", "Pexels does not accept the key.", "Look at PEXELS_API_KEY; https://www.pexels.com/api gives one."],
  404: ["PHOTOS_GONE", "The photo is not there any more.", "Search again, and choose another."],
  429: ["PHOTOS_LIMIT", "Pexels answers no more requests for now.", "Run again later: what was found is kept, and only the rest is asked for."],
};

/**
 * Asks, and takes only an answer that is one.
 * @param {import("reelwright/pack").Context} context @param {import("reelwright/pack").FetchRequest} request
 * @returns {Promise<import("reelwright/pack").FetchReply>}
 */
export async function fetched(context, request) {
  const reply = await context.fetch(request);
  if (reply.status === 200) return reply;
  const [code, message, hint] = refusals[reply.status] ?? ["PHOTOS_UNAVAILABLE", `Pexels answered with ${reply.status}.`, "Run again later."];
  const reset = Number(reply.headers["x-ratelimit-reset"]);
  return fail({ code, message, hint: reply.status === 429 && reset > 0 ? `${hint} It counts anew from ${new Date(reset * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC.` : hint });
}

/** A pack may count on JavaScript alone, which has no decoder of its own but this. @param {Uint8Array} bytes @returns {any} */
export function jsonOf(bytes) {
  let escapes = "";
  for (const byte of bytes) escapes += `%${byte.toString(16).padStart(2, "0")}`;
  try {
    return JSON.parse(decodeURIComponent(escapes));
  } catch (error) {
    return fail({ code: "PHOTOS_UNREADABLE", message: "What Pexels answered cannot be read.", hint: "Run again later; if it stays so, the pack needs an update." }, error);
  }
}

/** @param {Record<string, string | number | undefined>} values empty ones are left out */
export function queryOf(values) {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [`${name}=${encodeURIComponent(value)}`])).join("&");
}
