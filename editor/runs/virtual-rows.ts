import type { ReactiveController, ReactiveControllerHost } from "lit";
import { rowsInView } from "./item-rows.ts";

/**
 * Draws of a long list only the rows in view. The list is an element with the class `rows` that scrolls, around one
 * that is as tall as all rows together; rows are `rowHeight` rem tall each.
 */
export class VirtualRows implements ReactiveController {
  private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  private readonly rowHeight: number;
  private box: HTMLElement | undefined;
  private readonly size = new ResizeObserver(() => this.host.requestUpdate());
  private readonly onScroll = () => this.host.requestUpdate();
  private toReveal: number | undefined;

  /** @param rowHeight in rem */
  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }, rowHeight: number) {
    this.host = host;
    this.rowHeight = rowHeight;
    host.addController(this);
  }

  /** The height of one row, in pixels, as of the last `range`. */
  row = 1;

  range(count: number): { readonly from: number; readonly to: number } {
    this.row = this.rowHeight * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    return rowsInView({ top: this.box?.scrollTop ?? 0, height: this.box?.clientHeight ?? 0, rowHeight: this.row, count });
  }

  /** Scrolls a row into view, if it is not. */
  reveal(index: number): void {
    this.toReveal = index;
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    const box = this.host.renderRoot.querySelector<HTMLElement>(".rows") ?? undefined;
    if (box !== this.box) {
      this.leave();
      this.box = box;
      box?.addEventListener("scroll", this.onScroll, { passive: true });
      if (box) this.size.observe(box);
    }
    if (this.toReveal === undefined || !box) return;
    const top = this.toReveal * this.row;
    this.toReveal = undefined;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + this.row > box.scrollTop + box.clientHeight) box.scrollTop = top + this.row - box.clientHeight;
  }

  hostDisconnected(): void {
    this.leave();
    this.box = undefined;
  }

  private leave(): void {
    this.box?.removeEventListener("scroll", this.onScroll);
    this.size.disconnect();
  }
}
