import { defineNode, image, Image, port, Type } from "../../runtime/contract/index.ts";
import { festiveWords, placeWords, Setting, stillSize, takePicture } from "../story/index.ts";

/** The place of a scene with nobody in it: a reference that keeps all shots of the scene in the same room. */
export const background = defineNode({
  type: "picture/background",
  version: 1,
  title: "Paint an empty set",
  summary: "Has the image model make a scene's place with nobody in it, to go along with every shot of the scene as a reference.",
  inputs: {
    setting: port.value(Setting, { title: "Setting" }),
    style: port.value(Type.String({ title: "Style", description: "The look of the whole production, in words.", default: "" })),
    festive: port.value(Type.Boolean({ title: "Spring Festival dressing", description: "For the offline painter.", default: true })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { background: port.value(Image, { title: "Empty set" }) },
  uses: [image],
  settings: ["quality"],

  async run({ inputs: { setting, style, festive, seed }, context }) {
    const pictures = await context.use(image);
    const props = setting.props.filter(({ holder }) => !holder).map(({ name, state }) => (state ? `${state} ${name}` : name));
    const kept = await takePicture({
      prompt: [
        placeWords(setting),
        "An empty film set: nobody is in the picture, nothing moves.",
        ...(props.length > 0 ? [`Standing there: ${props.join(", ")}.`] : []),
        ...festiveWords(setting),
        ...(style ? [`Style of the production: ${style}.`] : []),
        "Vertical 9:16 frame; no lettering, no watermark.",
      ].join("\n"),
      ...stillSize(context.settings.quality),
      seed,
      brief: { task: "picture/background", setting, festive, seed },
    }, pictures, context);
    context.preview(kept.image);
    return { background: kept.image };
  },
});
