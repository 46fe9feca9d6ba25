import { type Chat, type Context, defineNode, image, Image, type PictureRequest, type Pictures, port, Type, vision } from "../../runtime/contract/index.ts";
import { Anchor, Finding, identityFindings, type IdentityVerdict as Verdict, IdentityVerdict, Picture, presentIn, Setting, Shot, type ShotOrder, shotRequest, takePicture } from "../story/index.ts";
import { type Assignment, isBetter, lookAt, type Looked } from "./verify/look.ts";
import { strengthened } from "./verify/strengthen.ts";

/** Far enough apart that a model which counts seeds up does not meet the next shot's. */
const seedStep = 7919;

/** Holds a finished picture against the anchors, and has it made again where somebody in it is not who they should be. */
export const verify = defineNode({
  type: "cast/verify",
  version: 1,
  title: "Verify identity",
  summary: "Checks that everyone in a picture looks as anchored, attribute by attribute; makes it again when they do not, and keeps the best.",
  inputs: {
    picture: port.value(Picture, { title: "Picture" }),
    setting: port.value(Setting, { title: "Setting" }),
    shot: port.value(Shot, { title: "Shot" }),
    anchors: port.value(Type.Array(Anchor), { title: "Anchors" }),
    prompt: port.value(Type.String(), { optional: true, title: "Shot prompt", summary: "As the picture was asked for; for making it again." }),
    background: port.value(Image, { optional: true, title: "Empty set", summary: "As the picture was asked for; for making it again." }),
    style: port.value(Type.String({ title: "Style", description: "The look of the whole production, in words; for making it again.", default: "" })),
    festive: port.value(Type.Boolean({ title: "Spring Festival dressing", description: "For the offline painter, when the picture is made again.", default: true })),
    threshold: port.value(Type.Number({ title: "Threshold", description: "Share of what is visible that must match.", minimum: 0, maximum: 1, default: 0.8 })),
    attempts: port.value(Type.Integer({ title: "Further attempts", description: "How often a picture that fails is made again.", minimum: 0, maximum: 8, default: 2 })),
    faces: port.value(Type.Boolean({ title: "Compare faces", description: "By a face net that has to be installed; for photographic productions.", default: false })),
    seed: port.value(Type.Integer({ title: "Seed", description: "0 looks at the picture as it comes; another number has another take made first, with that seed.", default: 0 })),
  },
  outputs: {
    picture: port.value(Picture, { title: "Best picture" }),
    verdict: port.value(IdentityVerdict, { title: "Identity verdict" }),
    findings: port.value(Type.Array(Finding), { title: "Findings" }),
  },
  uses: [vision, image],
  settings: ["quality"],

  async run({ inputs: { picture, setting, shot, anchors, prompt, background, style, festive, threshold, attempts, faces, seed }, context }) {
    const present = presentIn(shot, anchors);
    const assignment: Assignment = { setting, shot, present, threshold, faces, seed };
    const order: ShotOrder = { setting, shot, present, prompt, background, style, festive, seed, quality: context.settings.quality };
    const tried = await tryUntilKept(picture, assignment, { attempts, order }, context);
    const best = tried.reduce((kept, one) => (isBetter(one.looked, kept.looked) ? one : kept));
    const verdict = verdictOf(tried, tried.indexOf(best), shot.id, assignment);
    return { picture: best.picture, verdict, findings: identityFindings(verdict) };
  },
});

interface Tried {
  readonly picture: Picture;
  readonly looked: Looked;
  readonly seed?: number;
}

/**
 * Looks, and while somebody fails, has the picture made again with what was wrong said louder. What a person has to
 * decide is not made again. A reached budget passes through; what was bought is kept by content and taken up next time.
 */
async function tryUntilKept(candidate: Picture, assignment: Assignment, { attempts, order }: Remake, context: Context): Promise<Tried[]> {
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
    const made = await remade(candidate, { ...order, ...next, emphasis: strengthened(looked.characters, present) }, pictures, context);
    tried.push({ picture: made, looked: await lookAt(made.image, { ...assignment, ...next }, chat, context), ...next });
  }
  return tried;
}

interface Remake {
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

function verdictOf(tried: readonly Tried[], kept: number, id: string, { setting, threshold }: Assignment): Verdict {
  const { looked } = tried[kept]!;
  return {
    id,
    scene: setting.id,
    state: looked.state,
    ...(looked.score === undefined ? {} : { score: looked.score }),
    threshold,
    characters: [...looked.characters],
    attempts: tried.map(({ looked: { image: still, state, score, characters }, seed }) => ({
      image: still,
      ...(seed === undefined ? {} : { seed }),
      state,
      ...(score === undefined ? {} : { score }),
      failing: characters.flatMap((character) => character.attributes.filter(({ verdict, declared }) => verdict === "mismatch" && !declared).map(({ attribute }) => `${character.id} ${attribute}`)),
    })),
    kept,
    by: looked.by,
  };
}
