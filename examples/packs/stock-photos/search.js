import { defineNode, port, Type } from "reelwright/pack";
import { fetched, jsonOf, queryOf } from "./pexels.js";
import { oneOf, Photo } from "./types.js";

/** One request, whose answer is kept: the same words are not asked for again, as the service wishes. */
export const search = defineNode({
  type: "stock-photos/search",
  version: 1,
  title: "Search photos",
  summary: "Looks for photos on Pexels by words.",
  inputs: {
    query: port.value(Type.String({ title: "Words", minLength: 1 }), { summary: "What should be seen." }),
    orientation: port.value({ ...oneOf(["portrait", "landscape", "square", "any"], "Orientation"), default: "portrait" }, { summary: "Upright films want upright photos." }),
    size: port.value({ ...oneOf(["large", "medium", "small"], "Size at least"), default: "medium" }, { summary: "24, 12 or 4 megapixels." }),
    colour: port.value(Type.String({ title: "Colour", default: "" }), { summary: "A name such as `red`, or `#rrggbb`. Empty: any." }),
    locale: port.value(Type.String({ title: "Language of the words", default: "en-US" }), { summary: "So that Chinese words are understood as such." }),
    count: port.value(Type.Integer({ title: "How many", minimum: 1, maximum: 80, default: 15 }), { summary: "To choose from." }),
    page: port.value(Type.Integer({ title: "Page", minimum: 1, default: 1 }), { summary: "2 brings those after the first ones." }),
    service: port.value(Type.String({ title: "Service", pattern: "^https?://", default: "https://api.pexels.com/v1" }), { summary: "Another address that answers like Pexels; the pack must be allowed to reach it." }),
  },
  outputs: {
    photos: port.value(Type.Array(Photo), { title: "Photos", summary: "The best fit first; no bytes yet." }),
    total: port.value(Type.Integer(), { title: "Found in all", summary: "How many the service has for these words." }),
  },
  expects: ({ count }) => ({ photos: typeof count === "number" ? count : 15 }),
  async run({ inputs: { query, orientation, size, colour, locale, count, page, service }, context }) {
    const words = queryOf({ query: query.trim().toLowerCase(), orientation: orientation === "any" ? "" : orientation, size, color: colour.replace(/^#/, "").trim(), locale, per_page: count, page });
    const { body } = await fetched(context, { url: `${service.replace(/\/$/, "")}/search?${words}`, headers: { authorization: { secret: "PEXELS_API_KEY" }, accept: "application/json" } });
    const answer = jsonOf(body);
    const photos = Array.isArray(answer?.photos) ? answer.photos.flatMap(photoOf) : [];
    context.log(`${answer?.total_results ?? photos.length} photos for "${query}".`);
    return { photos, total: Number.isInteger(answer?.total_results) ? answer.total_results : photos.length };
  },
});

/** Only what is whole: a photo nobody can be thanked for is no use. @param {any} given */
function photoOf(given) {
  const { id, width, height, url, photographer, photographer_url: photographerPage, avg_color: colour, alt, src } = given ?? {};
  const whole = id !== undefined && width > 0 && height > 0 && typeof url === "string" && typeof photographer === "string" && typeof src?.original === "string";
  return whole ? [{ id: String(id), width, height, description: alt ?? "", colour: colour ?? "", page: url, photographer, photographerPage: photographerPage ?? url, file: src.original }] : [];
}
