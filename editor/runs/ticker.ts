import type { ReactiveController, ReactiveControllerHost } from "lit";

/** How often passing time is shown anew, in milliseconds. */
const everyMs = 500;

/** Draws its element again while something goes on, and only then: time passes without an event. */
export class Ticker implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly goesOn: () => boolean;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, goesOn: () => boolean) {
    this.host = host;
    this.goesOn = goesOn;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.timer !== undefined || !this.goesOn()) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.host.requestUpdate();
    }, everyMs);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
