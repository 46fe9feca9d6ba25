import { type Chat, type Context, image, type PictureRequest, type Pictures, vision } from "../../../runtime/contract/index.ts";
import { type Picture, type ShotOrder, shotRequest, takePicture } from "../../story/index.ts";
import { refusalIn } from "../json-answer.ts";
import { type Assignment, lookAt, type Looked } from "./look.ts";
import { strengthened } from "./strengthen.ts";

/** Far enough apart that a model which counts seeds up does not meet the next shot's. */
const seedStep = 7919;

/** A picture, and what those who looked at it said. */
export interface Tried {
  readonly picture: Picture;
  readonly looked: Looked;
  readonly seed?: number;
}

/**
 * Looks, and while somebody fails, has the picture made again with what was wrong said louder. What a person has to
 * decide is not made again. A refusal ends the attempts; a reached budget passes through, and what was bought is kept by
 * content and taken up next time.
 */
export async function tryUntilKept(candidate: Picture, assignment: Assignment, { attempts, order }: Remake, context: Context): Promise<Tried[]> {
  const { present, seed } = assignment;
  const another = seed === 0 ? {} : { seed };
  const picture = seed === 0 ? candidate : await remade(candidate, order, await context.use(image), context);
  if (present.length === 0) return [{ picture, looked: { image: picture.image, characters: [], state: "pass", by: "nobody" }, ...another }];
  const chat: Chat = await context.use(vision);
  const tried: Tried[] = [{ picture, looked: await lookAt(picture.image, assignment, chat, context), ...another }];
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { looked } = tried.at(-1)!;
    if (looked.state !== "fail") break;
    const pictures = await context.use(image);
    if (pictures.label !== undefined) {
      context.log(`Not made again: the stand-in for images (${pictures.label}) draws from the anchor itself and would draw the same.`);
      break;
    }
    context.log(`Attempt ${attempt} of ${attempts}: ${looked.characters.filter(({ state }) => state === "fail").map(({ name, reason }) => `${name}: ${reason}`).join("; ")}.`);
    const next = { seed: seed + attempt * seedStep };
    const made = await remade(candidate, { ...order, ...next, emphasis: strengthened(looked.characters, present) }, pictures, context)
      .catch((error: unknown) => ({ refused: refusalIn(error) }));
    if ("refused" in made) {
      context.log(`Not made again: ${made.refused}`);
      break;
    }
    tried.push({ picture: made, looked: await lookAt(made.image, { ...assignment, ...next }, chat, context), ...next });
  }
  return tried;
}

/** How a picture that fails is made again. */
export interface Remake {
  readonly attempts: number;
  readonly order: ShotOrder;
}

/** The same shot, made anew. What moved in the candidate is left behind: it shows the old still. */
async function remade({ video: _video, prompt: _prompt, ...candidate }: Picture, order: ShotOrder, pictures: Pictures, context: Context): Promise<Picture> {
  const request = await shotRequest(order, pictures, context);
  const still = await context.memo({ request: digestible(request) }, () => takePicture(request, pictures, context));
  context.preview(still.image);
  return { ...candidate, ...still, ...(pictures.label === undefined ? { prompt: request.prompt } : {}) };
}

/** A request by its content: the bytes of references are those of the anchors in the brief. */
const digestible = ({ references, ...rest }: PictureRequest) => ({ ...rest, references: references?.map(({ of }) => of) ?? [] });
