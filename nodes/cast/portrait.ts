import type { ValidateFunction } from "ajv";
import { type Chat, fail, type Static, Type } from "../../runtime/contract/index.ts";
import type { Character } from "../story/index.ts";
import { nothing, type Partial5 } from "./describe.ts";
import { answerTo } from "./json-answer.ts";

const asked = {
  face: ["shape", "eyes", "brows", "nose", "skin"],
  hair: ["style", "colour"],
  clothing: ["top", "colour", "accent", "bottom", "bottomColour"],
  body: ["build", "height"],
  marks: ["glasses", "beard", "mole", "scar", "earrings", "scarf"],
} as const satisfies Record<keyof Partial5, readonly string[]>;

/** What the `vision` role is held to: five groups, every key there, null where it cannot be seen. Strict modes take it as it is. */
export const AskedPortrait = Type.Object(
  Object.fromEntries(Object.entries(asked).map(([group, keys]) => [
    group,
    Type.Object(Object.fromEntries(keys.map((key) => [key, Type.Union([Type.String(), Type.Null()])])), { additionalProperties: false }),
  ])),
  { additionalProperties: false },
);

const Group = Type.Record(Type.String(), Type.Union([Type.String({ maxLength: 80 }), Type.Null()]));
/** What is taken of an answer: a key that cannot be seen may be missing, and marks may have other keys. */
const Portrait = Type.Object({ face: Group, hair: Group, clothing: Group, body: Group, marks: Group }, { additionalProperties: false });
type Portrait = Static<typeof Portrait>;

const system = [
  "You describe one person for a film's continuity sheet, from one reference picture.",
  "Answer with JSON only: five objects named face, hair, clothing, body and marks, each with short English phrases by key.",
  `Keys: ${Object.entries(asked).flatMap(([group, keys]) => keys.map((key) => `${group}.${key}`)).join(", ")}.`,
  "Give null for what you cannot see. Never guess a name, a nationality or a health condition.",
].join("\n");

/** @throws ProblemError IMAGE_UNREADABLE, PORTRAIT_UNUSABLE, VISION_REFUSED */
export async function readPortrait(
  chat: Chat,
  character: Character,
  style: string,
  image: { readonly media: string; readonly data: Uint8Array },
  seed: number,
): Promise<Partial5> {
  await mustBeReadable(image.data);
  const question = `The person is called ${character.name}.${character.appearance ? ` The script says: ${character.appearance}.` : ""}${style ? ` Style of the production: ${style}.` : ""} Describe what the picture shows.`;
  const fits = await fitsPortrait();
  const answer = await answerTo<Portrait>(chat, {
    request: {
      messages: [
        { role: "system", content: system },
        { role: "user", content: [{ type: "text", text: question }, { type: "image", ...image }] },
      ],
      temperature: 0,
      maxTokens: 1200,
      seed,
      brief: { task: "cast/character", name: character.name },
    },
    schema: { name: "portrait", schema: AskedPortrait },
    fault: (reply) => (fits(reply) ? undefined : misfit(fits)),
  });
  if ("value" in answer) return seen(answer.value);
  if ("refused" in answer) {
    fail({
      code: "VISION_REFUSED",
      message: `The vision model would not describe the reference of ${character.name}: ${answer.refused}`,
      hint: "Use another reference picture, or leave it out and describe the appearance in words.",
    });
  }
  return fail({
    code: "PORTRAIT_UNUSABLE",
    message: `The vision model gave no usable description of ${character.name}: ${answer.unusable}.`,
    hint: "Try another seed or another model for the vision role.",
  });
}

/** Without what could not be seen. */
function seen(portrait: Portrait): Partial5 {
  const found = nothing();
  for (const [group, words] of Object.entries(portrait)) {
    for (const [key, value] of Object.entries(words)) if (value?.trim()) found[group as keyof Partial5][key] = value.trim();
  }
  return found;
}

let compiled: Promise<ValidateFunction<Portrait>> | undefined;
const fitsPortrait = () => (compiled ??= import("ajv").then(({ Ajv }) => new Ajv({ strict: true }).compile<Portrait>(Portrait)));

function misfit({ errors }: ValidateFunction): string {
  const error = errors?.[0];
  return `${error?.instancePath || "the reply"} ${error?.message ?? "does not fit the schema"}`;
}

async function mustBeReadable(data: Uint8Array): Promise<void> {
  const { default: sharp } = await import("sharp");
  try {
    if (data.length === 0) throw new Error("The file is empty.");
    await sharp(data).stats();
  } catch (cause) {
    fail(
      {
        code: "IMAGE_UNREADABLE",
        message: `The reference picture cannot be read${data.length === 0 ? ": it is empty" : ""}.`,
        hint: "Give a whole PNG, JPEG or WebP file, or leave the reference out.",
      },
      cause,
    );
  }
}
