import { type Static, type TObject, type TSchema, Type } from "./typebox.ts";

/**
 * Value types: what a port can carry. A value type is a JSON Schema with a name in its `valueType` keyword
 * (`text`, `image`, `story/scene`). Schemas without the keyword are named after their JSON type.
 */
export function valueType<S extends TSchema>(name: string, schema: S): S {
  return { ...schema, valueType: name };
}

/** Bytes in the store, named by their sha256. Travels in place of the bytes, everywhere. */
export interface Artifact {
  /** sha256 of the bytes, 64 lower-case hex digits. */
  readonly artifact: string;
  /** The media type, e.g. `video/mp4`. */
  readonly media: string;
  /** The number of bytes. */
  readonly bytes: number;
}

function artifactType(name: string, media: string): TObject<{
  artifact: ReturnType<typeof Type.String>;
  media: ReturnType<typeof Type.String>;
  bytes: ReturnType<typeof Type.Integer>;
}> {
  return valueType(name, Type.Object({
    artifact: Type.String({ pattern: "^[0-9a-f]{64}$" }),
    media: Type.String({ pattern: media }),
    bytes: Type.Integer({ minimum: 0 }),
  }));
}

export const Image = artifactType("image", "^image/");
export const Audio = artifactType("audio", "^audio/");
export const Video = artifactType("video", "^video/");
/** Bytes of any media type: a subtitle file, a report, a reference document. */
export const File = artifactType("file", "^[a-z]+/");

export type Image = Static<typeof Image>;
export type Audio = Static<typeof Audio>;
export type Video = Static<typeof Video>;
export type File = Static<typeof File>;
