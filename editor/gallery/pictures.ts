import type { GraphListing, Server } from "../api/server.ts";
import type { Packs } from "../state/packs.ts";
import { graphPicture, type GraphPicture } from "./graph-picture.ts";

/** Pictures of saved graphs, read a few at a time and drawn once for each version. */
export class Pictures {
  private readonly server: Server;
  private readonly packs: Packs;
  private readonly changed: () => void;
  private readonly drawn = new Map<string, GraphPicture | undefined>();
  private readonly lanes: Promise<void>[] = Array.from({ length: 4 }, () => Promise.resolve());
  private asked = 0;

  /** @param changed is called when a picture has come */
  constructor(server: Server, packs: Packs, changed: () => void) {
    this.server = server;
    this.packs = packs;
    this.changed = changed;
  }

  /** Undefined until it is read, and for a graph that cannot be. */
  of({ name, changed }: Pick<GraphListing, "name" | "changed">): GraphPicture | undefined {
    const version = `${name} ${changed}`;
    if (!this.drawn.has(version)) {
      this.drawn.set(version, undefined);
      const lane = this.asked++ % this.lanes.length;
      this.lanes[lane] = this.lanes[lane]!.then(() => this.draw(name, version));
    }
    return this.drawn.get(version);
  }

  private async draw(name: string, version: string): Promise<void> {
    try {
      const { document } = await this.server.graph(name);
      this.drawn.set(version, graphPicture(document, (type) => this.packs.manifest(type)));
      this.changed();
    } catch {
      // The card stands without a picture; opening the graph says what is wrong with it.
    }
  }
}
