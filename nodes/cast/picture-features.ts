import { type Chat, type ChatPart, type ChatRequest, defineProvider, fail, vision } from "../../runtime/contract/index.ts";
import { identityAttributes } from "../story/index.ts";
import { nothing, type Partial5 } from "./describe.ts";
import { backgroundOf, type Colour, distance, dominant, inside, regions, smallPixels } from "./pixels.ts";

const label = "offline picture features";

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

/**
 * Stands in for a vision model: measures colours where hair, skin and clothes are in a head-and-shoulders picture, and
 * claims nothing else. Whether two pictures show the same person it cannot see, and says so.
 */
export const pictureFeatures = defineProvider<Chat>({
  service: vision,
  name: "offline",
  label,
  fingerprint: "offline-picture-features@2",
  async open() {
    return {
      bind: (caller) => ({
        label,
        async complete(request) {
          const started = performance.now();
          const text = JSON.stringify(await look(request));
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

function look(request: ChatRequest): unknown {
  switch (request.brief?.task) {
    case "cast/character": return measure(imageOf(request));
    case "cast/verify": return Object.fromEntries(identityAttributes.map((attribute) => [attribute, { verdict: "not_visible", evidence: "offline picture features cannot recognise people" }]));
    default: return fail({
      code: "OFFLINE_VISION_LIMIT",
      message: "The offline stand-in for vision can only measure a character's reference picture.",
      hint: "Configure a provider for the vision role.",
    });
  }
}

function imageOf(request: ChatRequest): Uint8Array {
  const image = request.messages.flatMap(({ content }) => (typeof content === "string" ? [] : content)).find((part: ChatPart) => part.type === "image");
  return image?.type === "image"
    ? image.data
    : fail({ code: "OFFLINE_VISION_LIMIT", message: "The request holds no picture to measure.", hint: "Connect a reference picture." });
}

async function measure(data: Uint8Array): Promise<Partial5> {
  const pixels = await smallPixels(data, side, side);
  const background = backgroundOf(pixels);
  const [hair, skin, clothes] = [regions.hair, regions.skin, regions.clothes].map((region) => dominant(inside(pixels, region), background));
  const portrait = nothing();
  const hairName = hair && nearest(hair, (name) => hairNames.has(name));
  if (hairName) portrait.hair["colour"] = hairName;
  if (skin && isSkin(skin))
    portrait.face["skin"] = brightness(skin) > 205 ? "fair" : brightness(skin) > 150 ? "warm light" : brightness(skin) > 105 ? "tanned" : "dark";
  if (clothes) portrait.clothing["colour"] = nearest(clothes, () => true) ?? "grey";
  return portrait;
}

const brightness = ([red, green, blue]: Colour): number => red * 0.3 + green * 0.59 + blue * 0.11;
const isSkin = ([red, green, blue]: Colour): boolean => red > green && green >= blue * 0.92 && red - blue > 18 && red > 70;

function nearest(colour: Colour, allowed: (name: string) => boolean): string | undefined {
  return names.filter(([name]) => allowed(name)).toSorted(([, one], [, other]) => distance(one, colour) - distance(other, colour))[0]?.[0];
}
