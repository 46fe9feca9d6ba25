import { createHash } from "node:crypto";
import { type Context, fail, type Image, type PictureRequest, type Pictures, type Settings } from "../../runtime/contract/index.ts";
import type { Anchor } from "./cast.ts";
import type { Setting, Shot } from "./script.ts";
import { blockOf, shotPrompt } from "./shot-words.ts";

/** Everything that goes into the request for one shot's picture. */
export interface ShotOrder {
  readonly setting: Setting;
  readonly shot: Shot;
  /** Those in the shot, in its order. */
  readonly present: readonly Anchor[];
  /** Words for the shot; where an identity block is missing from them, it is put in front. Default: written here. */
  readonly prompt?: string | undefined;
  readonly style: string;
  readonly festive: boolean;
  readonly seed: number;
  /** The empty set, to keep the place as it was. */
  readonly background?: Image | undefined;
  /** What an earlier attempt got wrong, to be said again. */
  readonly emphasis?: readonly string[];
  readonly quality: Settings["quality"];
}

/** A still is a quarter larger than the frame in final, so that a camera that comes closer never enlarges a pixel. */
export const stillSize = (quality: Settings["quality"]) => ({ final: { width: 1350, height: 2400 }, draft: { width: 720, height: 1280 } })[quality];

type Desk = Pick<Context, "read" | "log">;

/**
 * The request for a shot's picture. Carries, for everyone in the shot, the identity block verbatim and the bytes of the
 * reference picture; proves it of itself before it is handed out.
 * @throws ProblemError REFERENCES_EXCEEDED, IDENTITY_NOT_ATTACHED
 */
export async function shotRequest(order: ShotOrder, pictures: Pick<Pictures, "references" | "label">, desk: Desk): Promise<PictureRequest> {
  const { setting, shot, present, festive, seed } = order;
  const wanted: Reference[] = present.flatMap(({ id, name, reference }) => (reference ? [{ of: id, shows: name, image: reference }] : []));
  if (order.background) wanted.push({ of: `place ${setting.location}`, shows: `the empty set, ${setting.location}`, image: order.background });
  const references = await attached(wanted, pictures.references, `Shot "${shot.id}"`, desk);
  const unseen = present.filter(({ reference }) => !reference).map(({ name }) => name);
  // A stand-in draws from the anchor itself.
  if (unseen.length > 0 && pictures.label === undefined) desk.log(`No reference picture of ${unseen.join(", ")}: only the words of the identity block hold the looks.`);

  const words = order.prompt ?? shotPrompt(setting, shot, present, new Map(present.map(({ id, name }) => [id, name])));
  const request: PictureRequest = {
    prompt: [
      ...present.map(blockOf).filter((block) => !words.includes(block)),
      words,
      ...(order.style ? [`Style of the production: ${order.style}.`] : []),
      ...referenceWords(references.length > 0 ? wanted : []),
      ...(order.emphasis?.length ? [`An earlier picture got this wrong; it must be right now:\n${order.emphasis.map((one) => `- ${one}`).join("\n")}`] : []),
    ].join("\n\n"),
    ...stillSize(order.quality),
    seed,
    ...(references.length > 0 ? { references } : {}),
    brief: { task: "picture/shot", setting, shot, present, festive, seed },
  };
  proveIdentity(request, present, pictures.references > 0);
  return request;
}

/** A picture that goes with a request: whom or what it shows, as an id for the service and in words for the prompt. */
export interface Reference {
  readonly of: string;
  readonly shows: string;
  readonly image: Image;
}

/**
 * The bytes of the references, in their order. A model that takes none gets none, which is said in the log; one that
 * takes fewer than are needed is refused, because leaving somebody out would not be seen until the picture is.
 * @throws ProblemError REFERENCES_EXCEEDED
 */
export async function attached(wanted: readonly Reference[], most: number, what: string, desk: Desk): Promise<NonNullable<PictureRequest["references"]>> {
  if (wanted.length === 0) return [];
  if (most === 0) {
    desk.log(`The model of the image role takes no reference pictures: ${wanted.map(({ shows }) => shows).join(", ")} held by words alone.`);
    return [];
  }
  if (wanted.length > most) {
    fail({
      code: "REFERENCES_EXCEEDED",
      message: `${what} needs ${wanted.length} reference pictures; the model of the image role takes ${most}.`,
      hint: "Configure a model for the image role that takes more, or show fewer people in the shot.",
    });
  }
  return Promise.all(wanted.map(async ({ of, image }) => ({ of, media: image.media, data: await desk.read(image) })));
}

/** The prompt speaks of references by their place in the one list that is sent, never by numbers that somebody typed. */
export function referenceWords(list: readonly Pick<Reference, "shows">[]): string[] {
  if (list.length === 0) return [];
  return [[
    `Reference pictures, in the order in which they are attached: ${list.map(({ shows }, index) => `image ${index + 1} shows ${shows}`).join("; ")}.`,
    "Take faces, hair, clothes and marks from them; pose, light and framing from the words above.",
  ].join("\n")];
}

/**
 * Holds a request against the anchors of those it should show: every identity block verbatim, and the very bytes of
 * every reference picture, by their sha256, unless the model takes none.
 * @throws ProblemError IDENTITY_NOT_ATTACHED
 */
export function proveIdentity(request: Pick<PictureRequest, "prompt" | "references">, people: readonly Anchor[], takesReferences: boolean): void {
  const missing = people.flatMap((anchor) => {
    const sent = request.references?.find(({ of }) => of === anchor.id);
    const bytes = anchor.reference && takesReferences && !(sent && sha256(sent.data) === anchor.reference.artifact);
    return [
      ...(request.prompt.includes(blockOf(anchor)) ? [] : [`the identity block of ${anchor.name}`]),
      ...(bytes ? [`the reference picture of ${anchor.name}`] : []),
    ];
  });
  if (missing.length > 0) {
    fail({
      code: "IDENTITY_NOT_ATTACHED",
      message: `The request for the picture does not carry ${missing.join(" and ")}.`,
      hint: "Nothing was sent. The reference may be damaged: run `reelwright cache verify`, or anchor the character again.",
    });
  }
}

const sha256 = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");
