import type { ValidateFunction } from "ajv";
import { type Chat, type ChatMessage, fail, type Static, Type } from "../../runtime/contract/index.ts";
import type { Character } from "../story/index.ts";
import { nothing, type Partial5 } from "./describe.ts";

const Group = Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 80 }));
/** What the `vision` role answers: only what can be seen; a key that cannot be seen is left out. */
export const Portrait = Type.Object({ face: Group, hair: Group, clothing: Group, body: Group, marks: Group }, { additionalProperties: false });
export type Portrait = Static<typeof Portrait>;

const system = [
  "You describe one person for a film's continuity sheet, from one reference picture.",
  "Answer with JSON only: five objects named face, hair, clothing, body and marks, each with short English phrases by key.",
  "Keys: face.shape, face.eyes, face.brows, face.nose, face.skin, hair.style, hair.colour, clothing.top, clothing.colour, clothing.accent, clothing.bottom, clothing.bottomColour, body.build, body.height, marks.glasses, marks.beard, marks.mole, marks.scar, marks.earrings, marks.scarf.",
  "Leave out what you cannot see. Never guess a name, a nationality or a health condition.",
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
  const { Ajv } = await import("ajv");
  const fits = new Ajv({ strict: true }).compile<Portrait>(Portrait);
  const asked = `The person is called ${character.name}.${character.appearance ? ` The script says: ${character.appearance}.` : ""}${style ? ` Style of the production: ${style}.` : ""} Describe what the picture shows.`;
  const messages: ChatMessage[] = [
    { role: "system", content: system },
    {
      role: "user",
      content: [
        { type: "text", text: asked },
        { type: "image", ...image },
      ],
    },
  ];
  let wrong = "";
  for (let attempt = 0; attempt < 3; attempt++) {
    const reply = await chat.complete({
      messages,
      temperature: 0,
      maxTokens: 1200,
      seed,
      schema: { name: "portrait", schema: Portrait },
      brief: { task: "cast/character", name: character.name },
    });
    if (reply.finish === "refused")
      fail({
        code: "VISION_REFUSED",
        message: `The vision model would not describe the reference of ${character.name}: ${reply.text.slice(0, 160)}`,
        hint: "Use another reference picture, or leave it out and describe the appearance in words.",
      });
    const parsed = parse(reply.text, fits);
    if (parsed.portrait) return { ...nothing(), ...parsed.portrait };
    wrong = parsed.wrong;
    messages.push({ role: "assistant", content: reply.text }, { role: "user", content: `That was not usable: ${wrong}. Answer again with the JSON only.` });
  }
  return fail({
    code: "PORTRAIT_UNUSABLE",
    message: `The vision model gave no usable description of ${character.name}: ${wrong}.`,
    hint: "Try another seed or another model for the vision role.",
  });
}

function parse(text: string, fits: ValidateFunction<Portrait>): { readonly portrait?: Portrait; readonly wrong: string } {
  const json = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
  try {
    const value: unknown = JSON.parse(json);
    if (fits(value)) return { portrait: value, wrong: "" };
    const error = fits.errors?.[0];
    return { wrong: `${error?.instancePath || "the reply"} ${error?.message ?? "does not fit the schema"}` };
  } catch {
    return { wrong: "it is not JSON" };
  }
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
