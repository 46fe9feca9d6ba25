import { defineNode, fail, Image, port, Type } from "reelwright/pack";
import { dimensionsOf } from "./dimensions.js";
import { fetched } from "./pexels.js";
import { Credit, Photo } from "./types.js";

/** Fetches one of the photos that were found, cut to the size that is filmed. */
export const photo = defineNode({
  type: "stock-photos/photo",
  version: 1,
  title: "Take a photo",
  summary: "Fetches one of the photos, cut to a size, with whom to thank for it.",
  inputs: {
    photos: port.value(Type.Array(Photo), { title: "Photos", summary: "As they were found." }),
    choice: port.value(Type.Integer({ title: "Which one", minimum: 1 }), { optional: true, summary: "1 is the first. Empty: by the seed." }),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 }), { summary: "Chooses where no number does: 0 is the first, 1 the second." }),
    width: port.value(Type.Integer({ title: "Width", minimum: 64, maximum: 4096, default: 1296 }), { summary: "Larger than the film, so that the camera has room to move." }),
    height: port.value(Type.Integer({ title: "Height", minimum: 64, maximum: 4096, default: 2304 }), { summary: "The photo is cut to this shape." }),
  },
  outputs: { image: port.value(Image, { title: "Photo", summary: "Its bytes, kept with the results." }), credit: port.value(Credit, { title: "Credit", summary: "Whom to thank for it." }) },
  async run({ inputs: { photos, choice, seed, width, height }, context }) {
    if (photos.length === 0) fail({ code: "PHOTOS_NONE", port: "photos", message: "No photo was found.", hint: "Search with fewer or other words." });
    if (choice !== undefined && choice > photos.length) fail({ code: "PHOTOS_FEWER", port: "choice", message: `There are ${photos.length} photos, and number ${choice} is wanted.`, hint: "Choose one of those, or ask for more." });
    // The first ones fit the words best: seeds begin there.
    const chosen = photos[choice === undefined ? ((seed % photos.length) + photos.length) % photos.length : choice - 1];
    const { body } = await fetched(context, { url: `${chosen.file}${chosen.file.includes("?") ? "&" : "?"}auto=compress&cs=tinysrgb&fit=crop&w=${width}&h=${height}` });
    const found = dimensionsOf(body) ?? fail({ code: "PHOTOS_UNREADABLE", message: `What came for photo ${chosen.id} is no JPEG or PNG.`, hint: "Choose another photo." });
    return {
      image: await context.write(found.media, body),
      credit: { id: chosen.id, text: `Photo by ${chosen.photographer} on Pexels`, photographer: chosen.photographer, photographerPage: chosen.photographerPage, page: chosen.page },
    };
  },
});
