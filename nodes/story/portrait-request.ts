import type { Context, Image, PictureRequest, Pictures } from "../../runtime/contract/index.ts";
import type { Anchor } from "./cast.ts";
import { anchorOf, lockOf } from "./identity.ts";
import { attached, proveIdentity, referenceWords } from "./picture-request.ts";
import { blockOf, feelingWords } from "./shot-words.ts";
import type { Emotion } from "./vocabulary.ts";

/** Head and shoulders, three to four: what image models take best as a reference. */
const size = { width: 768, height: 1024 } as const;

export interface PortraitOrder {
  readonly anchor: Anchor;
  readonly emotion: Emotion;
  readonly style: string;
  readonly seed: number;
}

/**
 * The request for a portrait of one character, with the identity block and, where there is one, the reference picture.
 * @throws ProblemError REFERENCES_EXCEEDED, IDENTITY_NOT_ATTACHED
 */
export async function portraitRequest(order: PortraitOrder, pictures: Pick<Pictures, "references">, desk: Pick<Context, "read" | "log">): Promise<PictureRequest> {
  const { anchor, emotion, style, seed } = order;
  const wanted = anchor.reference ? [{ of: anchor.id, shows: anchor.name, image: anchor.reference }] : [];
  const references = await attached(wanted, pictures.references, `The portrait of ${anchor.name}`, desk);
  const request: PictureRequest = {
    prompt: [
      blockOf(anchor),
      [
        `Portrait of ${anchor.name}, head and shoulders, upright, looking at the camera, before a plain light wall.`,
        `Feeling: ${feelingWords[emotion]}.`,
        "Even daylight, true colours; nobody else, no lettering, no watermark.",
      ].join("\n"),
      ...(style ? [`Style of the production: ${style}.`] : []),
      ...referenceWords(references.length > 0 ? wanted : []),
    ].join("\n\n"),
    ...size,
    seed,
    ...(references.length > 0 ? { references } : {}),
    brief: { task: "picture/portrait", anchor, emotion, seed },
  };
  proveIdentity(request, [anchor], pictures.references > 0);
  return request;
}

/** Another reference is another identity: hash and lock are made anew, the lock only where there was one. */
export function withReference(anchor: Anchor, reference: Image): Anchor {
  const changed: Anchor = { ...anchor, reference, anchor: anchorOf(anchor.attributes, reference) };
  return anchor.lock === undefined ? changed : { ...changed, lock: lockOf(changed) };
}
