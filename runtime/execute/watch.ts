import type { Begun, Intent, Origin, Reservation, ServiceCall, ServiceNotice } from "../contract/service.ts";
import type { Artifact } from "../contract/types.ts";
import type { ItemLogged, ItemPreview, ItemProgress } from "../events.ts";
import type { Purse, Spender } from "../money/purse.ts";
import type { JobObserver } from "./executor.ts";

/** Who passes on what happens while an item runs. */
export interface Teller {
  readonly purse: Purse;
  tell(event: ItemProgress | ItemPreview | ItemLogged): void;
  called(from: Origin, role: string, call: ServiceCall, exposedMicros: number): void;
  notice(from: Origin, role: string, notice: ServiceNotice): void;
}

/** Tells of one item while it runs, and pays for it. */
export class Watch implements JobObserver {
  costMicros = 0;
  readonly origin: Origin;
  private readonly teller: Teller;
  private readonly signal: AbortSignal;

  constructor(teller: Teller, origin: Origin, signal: AbortSignal) {
    this.teller = teller;
    this.origin = origin;
    this.signal = signal;
  }

  progress(fraction: number, note?: string): void {
    const { node, item } = this.origin;
    this.teller.tell({ type: "item.progress", node, item, fraction, ...(note === undefined ? {} : { note }) });
  }

  preview(partial: string | Artifact): void {
    const { node, item } = this.origin;
    this.teller.tell({ type: "item.preview", node, item, partial });
  }

  log(message: string): void {
    const { node, item } = this.origin;
    this.teller.tell({ type: "item.log", node, item, message });
  }

  reserve(role: string, intent: Intent): Promise<Reservation> {
    return this.teller.purse.reserve(this.spender(role), intent);
  }

  begun(role: string, request: string): Begun | undefined {
    return this.teller.purse.begun(this.spender(role), request);
  }

  called(role: string, call: ServiceCall, reservation?: Reservation): void {
    this.costMicros += call.costMicros;
    this.teller.called(this.origin, role, call, this.teller.purse.called(this.spender(role), call, reservation));
  }

  notice(role: string, notice: ServiceNotice): void {
    this.teller.notice(this.origin, role, notice);
  }

  private spender(role: string): Spender {
    return { ...this.origin, role, signal: this.signal };
  }
}
