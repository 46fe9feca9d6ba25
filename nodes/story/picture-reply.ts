import { type Context, fail, type GeneratedMedia, type Image, type PictureRequest, type Pictures } from "../../runtime/contract/index.ts";

/** A picture as it is kept. */
export interface KeptPicture {
  readonly image: Image;
  readonly width: number;
  readonly height: number;
  /** The stand-in's label, or the model. */
  readonly source: string;
}

/**
 * Asks for a picture and keeps it in the shape that was asked for.
 * @throws ProblemError PICTURE_UNREADABLE, and what the service cannot do
 */
export async function takePicture(request: PictureRequest, pictures: Pictures, context: Pick<Context, "write">): Promise<KeptPicture> {
  const made = await pictures.generate(request);
  const { media, bytes, width, height } = await fitted(made, request, pictures.label !== undefined);
  return { image: await context.write(media, bytes), width, height, source: pictures.label ?? made.model };
}

type Fitted = Pick<GeneratedMedia, "media" | "bytes"> & { readonly width: number; readonly height: number };
const kept: Readonly<Record<string, string>> = { jpeg: "image/jpeg", png: "image/png", webp: "image/webp" };

/**
 * Cut to the shape of the request, shrunk where it is larger, never enlarged: the camera does that once, at the end.
 * What already has the shape keeps its bytes.
 */
async function fitted({ bytes }: GeneratedMedia, want: Pick<PictureRequest, "width" | "height">, standIn: boolean): Promise<Fitted> {
  const { default: sharp } = await import("sharp");
  try {
    const { width, height, format, orientation = 1 } = await sharp(bytes).metadata();
    const media = kept[format];
    if (media && orientation === 1 && width <= want.width && Math.abs(width * want.height - height * want.width) <= want.height) {
      // A stand-in works in this process; what came over a network may be cut off, which only decoding shows.
      if (!standIn) await sharp(bytes).stats();
      return { media, bytes, width, height };
    }
    const upright = orientation > 4 ? { width: height, height: width } : { width, height };
    const scale = Math.min(1, upright.width / want.width, upright.height / want.height);
    const size = { width: Math.round(want.width * scale), height: Math.round(want.height * scale) };
    const data = await sharp(bytes).rotate().flatten({ background: "#000000" }).toColourspace("srgb").resize({ ...size, fit: "cover" }).jpeg({ quality: 93, chromaSubsampling: "4:4:4" }).toBuffer();
    return { media: "image/jpeg", bytes: data, ...size };
  } catch (cause) {
    return fail({
      code: "PICTURE_UNREADABLE",
      message: `The picture that the model sent cannot be read${bytes.length === 0 ? ": it is empty" : ""}.`,
      hint: "Try another seed, or another model for the image role.",
    }, cause);
  }
}
