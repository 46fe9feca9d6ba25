import { unit } from "./geometry.ts";
import type { NodeLook } from "./node-look.ts";
import type { NodeView } from "./node-view.ts";
import type { SeenPicture } from "./paint-cards.ts";

const room = { width: unit.width - 16, height: unit.preview - 8 } as const;
const mostKept = 160;

/** What a preview draws itself with, and where that lies in its frame, in graph pixels. */
interface Drawn {
  readonly source: HTMLImageElement | HTMLVideoElement | HTMLCanvasElement;
  readonly area: Omit<SeenPicture, "image" | "time">;
  /** What stands beside a sound. */
  readonly time?: string;
  /** Another one when it shows something else. */
  readonly key: string;
}

/** Small copies of what live nodes show, for when they are painted. */
export class CardPictures {
  /** The last one seen last. */
  private readonly seen = new Map<string, SeenPicture & { readonly key: string }>();
  private readonly coming = new Set<string>();

  /** What the preview of a node looked like when it was last live. */
  of({ preview }: NodeLook): SeenPicture | undefined {
    return preview?.artifact && this.seen.get(preview.artifact.artifact);
  }

  /** Copies what live nodes show now. @returns whether there is more to come, of which `came` tells at once */
  collect(views: Iterable<NodeView>, ratio: number, came: () => void): boolean {
    const copies = [...views].flatMap((view) => {
      const digest = view.look.preview?.artifact?.artifact;
      const drawn = digest === undefined || this.coming.has(digest) ? undefined : drawnBy(view);
      return drawn && this.seen.get(digest!)?.key !== drawn.key ? [this.copy(digest!, drawn, ratio)] : [];
    });
    if (copies.length > 0) void Promise.all(copies).then(came);
    return this.coming.size > 0;
  }

  close(): void {
    for (const { image } of this.seen.values()) image.close();
    this.seen.clear();
  }

  private async copy(digest: string, { source, area, time, key }: Drawn, ratio: number): Promise<void> {
    if (this.coming.has(digest)) return;
    this.coming.add(digest);
    try {
      const image = await createImageBitmap(source, { resizeWidth: Math.max(1, Math.round(area.width * ratio)), resizeHeight: Math.max(1, Math.round(area.height * ratio)), resizeQuality: "medium" });
      this.seen.get(digest)?.image.close();
      this.seen.delete(digest);
      this.seen.set(digest, { image, ...area, ...time === undefined ? {} : { time }, key });
      for (const [oldest, { image }] of this.seen) {
        if (this.seen.size <= mostKept) break;
        image.close();
        this.seen.delete(oldest);
      }
    } catch {
      // It was taken off the page, or shows another now: the next look at it is soon.
    } finally {
      this.coming.delete(digest);
    }
  }
}

/** @returns undefined as long as there is nothing to be seen, on the page neither */
function drawnBy(view: NodeView): Drawn | undefined {
  const root = view.renderRoot;
  const image = root.querySelector<HTMLImageElement>(".frame > img");
  if (image) return image.complete && image.naturalWidth > 0 ? contained(image, image.naturalWidth, image.naturalHeight, image.src) : undefined;
  const film = root.querySelector("rw-video")?.renderRoot.querySelector("video");
  if (film) return film.readyState >= film.HAVE_CURRENT_DATA ? contained(film, film.videoWidth, film.videoHeight, `${film.currentSrc} ${film.currentTime}`) : undefined;
  const sound = root.querySelector("rw-audio")?.renderRoot;
  const wave = sound?.querySelector("canvas");
  if (!wave || wave.width === 0 || wave.clientWidth === 0) return undefined;
  const [frame, place] = [root.querySelector(".frame")!.getBoundingClientRect(), wave.getBoundingClientRect()];
  const scale = room.width / frame.width;
  const area = { x: (place.left - frame.left) * scale, y: (place.top - frame.top) * scale, width: place.width * scale, height: place.height * scale };
  const time = sound?.querySelector(".time")?.textContent?.trim() ?? "";
  return { source: wave, area, time, key: `${wave.width} ${time}` };
}

function contained(source: Drawn["source"], width: number, height: number, key: string): Drawn {
  const scale = Math.min(room.width / width, room.height / height);
  const [shownWidth, shownHeight] = [width * scale, height * scale];
  return { source, area: { x: (room.width - shownWidth) / 2, y: (room.height - shownHeight) / 2, width: shownWidth, height: shownHeight }, key };
}
