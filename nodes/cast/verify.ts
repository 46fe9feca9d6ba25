import { type Chat, type Context, defineNode, image, Image, type PictureRequest, port, Type, vision } from "../../runtime/contract/index.ts";
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
    threshold: port.value(Type.Number({ title: "Threshold", description: "Share of what is visible that must match.", minimum: 0, maximum: 1, default: 0.8 })),
    attempts: port.value(Type.Integer({ title: "Further attempts", description: "How often a picture that fails is made again.", minimum: 0, maximum: 8, default: 2 })),
    faces: port.value(Type.Boolean({ title: "Compare faces", description: "By a face net that has to be installed; for photographic productions.", default: false })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: {
    picture: port.value(Picture, { title: "Best picture" }),
    verdict: port.value(IdentityVerdict, { title: "Identity verdict" }),
    findings: port.value(Type.Array(Finding), { title: "Findings" }),
  },
  uses: [vision, image],
  settings: ["quality"],

  async run({ inputs: { picture, setting, shot, anchors, prompt, background, style, threshold, attempts, faces, seed }, context }) {
    const present = presentIn(shot, anchors);
    const assignment: Assignment = { setting, shot, present, threshold, faces, seed };
    const order: ShotOrder = { setting, shot, present, prompt, background, style, festive: true, seed, quality: context.settings.quality };
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
async function tryUntilKept(picture: Picture, assignment: Assignment, remake: { readonly attempts: number; readonly order: ShotOrder }, context: Context): Promise<Tried[]> {
  const { present, seed } = assignment;
  if (present.length === 0) return [{ picture, looked: { image: picture.image, characters: [], state: "pass", by: "nobody" } }];
  const chat: Chat = await context.use(vision);
  const tried: Tried[] = [{ picture, looked: await lookAt(picture.image, assignment, chat, context) }];
  for (let attempt = 1; attempt <= remake.attempts; attempt++) {
    const { looked } = tried.at(-1)!;
    if (looked.state !== "fail") break;
    const pictures = await context.use(image);
    if (pictures.label !== undefined) {
      context.log(`Not made again: the stand-in for images (${pictures.label}) draws from the anchor itself and would draw the same.`);
      break;
    }
    context.log(`Attempt ${attempt} of ${remake.attempts}: ${looked.characters.filter(({ state }) => state === "fail").map(({ name, reason }) => `${name}: ${reason}`).join("; ")}.`);
    const next = { seed: seed + attempt * seedStep };
    const request = await shotRequest({ ...remake.order, ...next, emphasis: strengthened(looked.characters, present) }, pictures, context);
    const { source, ...still } = await context.memo({ request: digestible(request) }, () => takePicture(request, pictures, context));
    const made: Picture = { ...withoutVideo(picture), ...still, prompt: request.prompt, source };
    context.preview(made.image);
    tried.push({ picture: made, looked: await lookAt(made.image, { ...assignment, ...next }, chat, context), ...next });
  }
  return tried;
}

/** A request by its content: the bytes of references are those of the anchors in the brief. */
const digestible = ({ references, ...rest }: PictureRequest) => ({ ...rest, references: references?.map(({ of }) => of) ?? [] });

/** A moving picture shows the old still. */
function withoutVideo({ video: _video, ...still }: Picture): Picture {
  return still;
}

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
