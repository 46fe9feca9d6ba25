import type { PackListing } from "../../runtime/contract/listing.ts";
import type { TSchema } from "../../runtime/contract/typebox.ts";

const media = new Set(["image", "audio", "video"]);
/** How far a value's schema is searched: a scene's sound lies three levels down in an episode's timeline. */
const searchDepth = 5;

/**
 * Whether values of a type have something to show on a node: text, pictures, sound, film, or a value that has them in it.
 * Told from the types alone, so that a node has its room before anything has run and does not grow under the hand.
 */
export class Previewed {
  private readonly known = new Map<string, boolean>();
  private listings: readonly PackListing[] = [];

  isShown(typeName: string, listings: readonly PackListing[]): boolean {
    if (listings !== this.listings) {
      this.listings = listings;
      this.known.clear();
    }
    let shown = this.known.get(typeName);
    if (shown === undefined) {
      const schema = media.has(typeName) || typeName === "text" ? undefined : listings.flatMap(({ types }) => types).find((type) => type["valueType"] === typeName);
      this.known.set(typeName, (shown = typeName === "text" || media.has(typeName) || (schema !== undefined && holdsMedia(schema, searchDepth))));
    }
    return shown;
  }
}

function holdsMedia(schema: TSchema, depth: number): boolean {
  if (media.has(schema["valueType"] as string)) return true;
  if (depth === 0) return false;
  const { properties = {}, items, anyOf = [] } = schema as { readonly properties?: Record<string, TSchema>; readonly items?: TSchema | readonly TSchema[]; readonly anyOf?: readonly TSchema[] };
  return [...Object.values(properties), ...items ? [items].flat() as TSchema[] : [], ...anyOf].some((part) => holdsMedia(part, depth - 1));
}
