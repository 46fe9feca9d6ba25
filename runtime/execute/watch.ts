import type { ServiceCall } from "../contract/service.ts";
import type { Artifact } from "../contract/types.ts";
import type { ItemLogged, ItemPreview, ItemProgress } from "../events.ts";
import type { JobObserver } from "./executor.ts";

/** Who passes on what happens while an item runs. */
export interface Teller {
  tell(event: ItemProgress | ItemPreview | ItemLogged): void;
  called(node: string, item: string, role: string, call: ServiceCall): void;
}

/** Tells of one item while it runs. */
export class Watch implements JobObserver {
  costMicros = 0;
  private readonly teller: Teller;
  private readonly node: string;
  private readonly item: string;

  constructor(teller: Teller, node: string, item: string) {
    this.teller = teller;
    this.node = node;
    this.item = item;
  }

  progress(fraction: number, note?: string): void {
    this.teller.tell({ type: "item.progress", node: this.node, item: this.item, fraction, ...(note === undefined ? {} : { note }) });
  }

  preview(partial: string | Artifact): void {
    this.teller.tell({ type: "item.preview", node: this.node, item: this.item, partial });
  }

  log(message: string): void {
    this.teller.tell({ type: "item.log", node: this.node, item: this.item, message });
  }

  called(role: string, call: ServiceCall): void {
    this.costMicros += call.costMicros;
    this.teller.called(this.node, this.item, role, call);
  }
}
