import { defineNode, image, Image, port, Type, vision } from "../../runtime/contract/index.ts";
import { Anchor, Finding, identityFindings, type IdentityVerdict as Verdict, IdentityVerdict, Picture, presentIn, Setting, Shot, type ShotOrder } from "../story/index.ts";
import { type Tried, tryUntilKept } from "./verify/attempts.ts";
import { type Assignment, isBetter } from "./verify/look.ts";

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
  // Most pictures pass, and are not made again.
  seldom: [image],
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
