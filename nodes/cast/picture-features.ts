import { type Chat, type ChatPart, type ChatRequest, defineProvider, fail, vision } from "../../runtime/contract/index.ts";
import type { Portrait } from "./portrait.ts";

/**
 * Stands in for a vision model: measures colours where hair, skin and clothes are in a head-and-shoulders picture, and
 * claims nothing else. Regions as shares of width and height.
 */
const regions = {
  hair: { left: 0.32, right: 0.68, top: 0.04, bottom: 0.17 },
  skin: { left: 0.4, right: 0.62, top: 0.3, bottom: 0.46 },
  clothes: { left: 0.22, right: 0.78, top: 0.76, bottom: 0.98 },
} as const;
type Region = (typeof regions)[keyof typeof regions];
type Colour = readonly [red: number, green: number, blue: number];

const names: readonly (readonly [string, Colour])[] = [
  ["black", [32, 28, 32]],
  ["charcoal", [74, 74, 84]],
  ["grey", [150, 150, 156]],
  ["silver", [200, 200, 206]],
  ["white", [242, 240, 236]],
  ["cream", [232, 215, 181]],
  ["brown", [112, 72, 48]],
  ["dark brown", [66, 46, 40]],
  ["camel", [189, 140, 90]],
  ["red", [190, 46, 42]],
  ["burgundy", [120, 40, 56]],
  ["pink", [226, 154, 160]],
  ["orange", [222, 124, 56]],
  ["yellow", [226, 184, 60]],
  ["green", [84, 140, 92]],
  ["olive", [132, 126, 78]],
  ["teal", [46, 124, 126]],
  ["light blue", [150, 190, 216]],
  ["blue", [62, 106, 168]],
  ["navy", [38, 52, 92]],
  ["purple", [110, 76, 130]],
];
const hairNames = new Set(["black", "dark brown", "brown", "charcoal", "grey", "silver", "white", "yellow", "camel", "red", "burgundy"]);
const side = 96;

export const pictureFeatures = defineProvider<Chat>({
  service: vision,
  name: "offline",
  label: "offline picture features",
  fingerprint: "offline-picture-features@1",
  async open() {
    return {
      bind: (caller) => ({
        label: "offline picture features",
        async complete(request) {
          const started = performance.now();
          const text = JSON.stringify(await measure(imageOf(request)));
          caller.signal.throwIfAborted();
          caller.called({
            model: "offline-picture-features",
            units: { images: 1 },
            costMicros: 0,
            marketMicros: 0,
            ms: Math.round(performance.now() - started),
            retries: 0,
          });
          return { text, finish: "stop", model: "offline-picture-features" };
        },
      }),
    };
  },
});

function imageOf(request: ChatRequest): Uint8Array {
  if (request.brief?.task !== "cast/character") {
    fail({
      code: "OFFLINE_VISION_LIMIT",
      message: "The offline stand-in for vision can only measure a character's reference picture.",
      hint: "Configure a provider for the vision role.",
    });
  }
  const image = request.messages.flatMap(({ content }) => (typeof content === "string" ? [] : content)).find((part: ChatPart) => part.type === "image");
  return image?.type === "image"
    ? image.data
    : fail({ code: "OFFLINE_VISION_LIMIT", message: "The request holds no picture to measure.", hint: "Connect a reference picture." });
}

async function measure(data: Uint8Array): Promise<Portrait> {
  const { default: sharp } = await import("sharp");
  const pixels = await sharp(data).flatten({ background: "#808080" }).toColourspace("srgb").resize(side, side, { fit: "fill" }).raw().toBuffer();
  const background = average(
    inside(pixels, { left: 0, right: 0.08, top: 0, bottom: 0.12 }).concat(inside(pixels, { left: 0.92, right: 1, top: 0, bottom: 0.12 })),
  );
  const [hair, skin, clothes] = [regions.hair, regions.skin, regions.clothes].map((region) => dominant(inside(pixels, region), background));
  const portrait: Portrait = { face: {}, hair: {}, clothing: {}, body: {}, marks: {} };
  const hairName = hair && nearest(hair, (name) => hairNames.has(name));
  if (hairName) portrait.hair["colour"] = hairName;
  if (skin && isSkin(skin))
    portrait.face["skin"] = brightness(skin) > 205 ? "fair" : brightness(skin) > 150 ? "warm light" : brightness(skin) > 105 ? "tanned" : "dark";
  if (clothes) portrait.clothing["colour"] = nearest(clothes, () => true) ?? "grey";
  return portrait;
}

function inside(pixels: Uint8Array, { left, right, top, bottom }: Region | Record<keyof Region, number>): Colour[] {
  const found: Colour[] = [];
  for (let y = Math.floor(top * side); y < bottom * side; y++) {
    for (let x = Math.floor(left * side); x < right * side; x++) {
      const start = (y * side + x) * 3;
      found.push([pixels[start]!, pixels[start + 1]!, pixels[start + 2]!]);
    }
  }
  return found;
}

/** The average of the fullest bin of colours that are not the background; undefined when little but background is there. */
function dominant(colours: readonly Colour[], background: Colour): Colour | undefined {
  const bins = new Map<string, Colour[]>();
  const own = colours.filter((colour) => distance(colour, background) > 40);
  if (own.length < colours.length * 0.2) return undefined;
  for (const colour of own) {
    const key = colour.map((channel) => channel >> 5).join();
    bins.set(key, [...(bins.get(key) ?? []), colour]);
  }
  return average([...bins.values()].reduce((fullest, bin) => (bin.length > fullest.length ? bin : fullest)));
}

const average = (colours: readonly Colour[]): Colour =>
  [0, 1, 2].map((channel) => colours.reduce((sum, colour) => sum + colour[channel]!, 0) / Math.max(1, colours.length)) as unknown as Colour;
const distance = (one: Colour, other: Colour): number => Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
const brightness = ([red, green, blue]: Colour): number => red * 0.3 + green * 0.59 + blue * 0.11;
const isSkin = ([red, green, blue]: Colour): boolean => red > green && green >= blue * 0.92 && red - blue > 18 && red > 70;

function nearest(colour: Colour, allowed: (name: string) => boolean): string | undefined {
  return names.filter(([name]) => allowed(name)).toSorted(([, one], [, other]) => distance(one, colour) - distance(other, colour))[0]?.[0];
}
