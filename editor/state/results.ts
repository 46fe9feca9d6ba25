import type { Server } from "../api/server.ts";
import type { Shown } from "../../runtime/events.ts";
import { Observable } from "./observable.ts";

/** Results kept in memory. A result is some kilobytes: media in it are references. */
const keptResults = 500;

type Outputs = Readonly<Record<string, unknown>>;

/** Outputs of items whole, read from the server when they are first asked for. Events carry only the small ones. */
export class Results extends Observable {
  private readonly server: Pick<Server, "outputs">;
  private readonly kept = new Map<string, Outputs | "reading" | "gone">();

  constructor(server: Pick<Server, "outputs">) {
    super();
    this.server = server;
  }

  /**
   * The outputs of an item as far as they are known; what is missing is read, and those who watch are told. `gone` when
   * the store has let go of them.
   */
  of(item: { readonly key?: string | undefined; readonly outputs?: Readonly<Record<string, Shown>> | undefined }): Outputs | "reading" | "gone" | undefined {
    const { key, outputs } = item;
    if (!outputs) return undefined;
    const shown = Object.entries(outputs);
    if (shown.every(([, output]) => "value" in output)) return Object.fromEntries(shown.map(([name, { value }]) => [name, value]));
    return key === undefined ? "gone" : this.at(key);
  }

  /** The outputs under a cache key. */
  at(key: string): Outputs | "reading" | "gone" {
    const known = this.kept.get(key);
    if (known === undefined) this.read(key);
    return known ?? "reading";
  }

  private read(key: string): void {
    this.kept.set(key, "reading");
    if (this.kept.size > keptResults) this.kept.delete(this.kept.keys().next().value!);
    this.server.outputs(key).then(
      (outputs) => this.kept.set(key, outputs ?? "gone"),
      // Not reached: asked for again when it is drawn the next time.
      () => this.kept.delete(key),
    ).then(() => this.changed(), () => undefined);
  }
}
