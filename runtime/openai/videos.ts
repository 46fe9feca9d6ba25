import type { Caller } from "../contract/service.ts";
import type { GeneratedMedia, Motion } from "../contract/services.ts";
import { abortable } from "../door/abort.ts";
import { Filming } from "./filming.ts";
import type { RemoteModel } from "./model.ts";

/**
 * A camera behind `/videos`: a job is created, looked at until it is done, and its film fetched. Creating is what costs, so it
 * happens once: a job whose acceptance was not heard of, or that an earlier process left, is looked for before another is created.
 * Money is settled when the film is here, by the seconds it has; a job that fails costs nothing.
 */
export function motionOf(model: RemoteModel, caller: Caller): Motion {
  return { generate: async (request) => once(model, new Filming(model, caller, request), caller.signal) };
}

/** By request hash: two items that ask for the very same film, seed and all, at once share it. */
const underWay = new WeakMap<RemoteModel["learnt"], Map<string, Promise<GeneratedMedia>>>();

async function once(model: RemoteModel, filming: Filming, signal: AbortSignal): Promise<GeneratedMedia> {
  const films = underWay.get(model.learnt) ?? new Map<string, Promise<GeneratedMedia>>();
  underWay.set(model.learnt, films);
  for (let other = films.get(filming.hash); other; other = films.get(filming.hash)) {
    const film = await abortable(other.catch(() => undefined), signal);
    if (film) return film;
    // Whoever was first was called off, or had no luck: one of those who waited goes on.
  }
  const film = filming.film();
  films.set(filming.hash, film);
  try {
    return await film;
  } finally {
    films.delete(filming.hash);
  }
}
