import { defineNode, image, Image, port, Type } from "../../runtime/contract/index.ts";
import { Anchor, anchorOf, attached, blockOf, Emotion, feelingWords, lockOf, proveIdentity, referenceWords, takePicture } from "../story/index.ts";

const size = { width: 768, height: 1024 } as const;

/**
 * A portrait of one character with one feeling. For a character without a reference picture it becomes the reference,
 * so that every later picture can be held against something that was seen once.
 */
export const expression = defineNode({
  type: "picture/expression",
  version: 1,
  title: "Picture an expression",
  summary: "Has the image model make a portrait of a character with one feeling; it becomes the reference of a character that had none.",
  inputs: {
    anchor: port.value(Anchor, { title: "Anchor" }),
    emotion: port.value(Emotion, { title: "Emotion" }),
    style: port.value(Type.String({ title: "Style", description: "The look of the whole production, in words.", default: "" })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { portrait: port.value(Image, { title: "Portrait" }), anchor: port.value(Anchor, { title: "Anchor with a reference" }) },
  uses: [image],

  async run({ inputs: { anchor, emotion, style, seed }, context }) {
    const pictures = await context.use(image);
    const wanted = anchor.reference ? [{ of: anchor.id, shows: anchor.name, image: anchor.reference }] : [];
    const references = await attached(wanted, pictures.references, `The portrait of ${anchor.name}`, context);
    const request = {
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
    const { image: portrait } = await takePicture(request, pictures, context);
    context.preview(portrait);
    return { portrait, anchor: anchor.reference ? anchor : withReference(anchor, portrait) };
  },
});

/** Another reference is another identity: hash and lock are made anew, the lock only where there was one. */
function withReference(anchor: Anchor, reference: Image): Anchor {
  const changed: Anchor = { ...anchor, reference, anchor: anchorOf(anchor.attributes, reference) };
  return anchor.lock === undefined ? changed : { ...changed, lock: lockOf(changed) };
}
