import type { Scene } from "./scene.ts";

/** It begins when nothing has changed for this long, and rests as long between two of its parts when the view moves. Milliseconds. */
const restMs = 400;
/** How long one part of it takes; between two parts the page does what else there is. */
const partMs = 5;
const nodesAtOnce = 20;

export interface SurveyHost {
  readonly scene: Scene;
  /** Something goes on that it would disturb. */
  isBusy(): boolean;
  /** Sizes have changed. */
  changed(): void;
  /** Called when all nodes are known, until it returns false. */
  then(): boolean;
}

/** What is done in idle moments: nodes that have not been in view get their true sizes, then the overview is painted ahead. */
export class Survey {
  private readonly host: SurveyHost;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private seen = 0;

  constructor(host: SurveyHost) {
    this.host = host;
  }

  /** The scene has changed. */
  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go(), restMs);
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  private go(): void {
    const { host } = this;
    if (host.isBusy()) {
      this.soon();
      return;
    }
    const { scene } = host;
    const until = performance.now() + partMs;
    let isDone = false;
    while (!isDone && performance.now() < until) isDone = scene.measure(scene.nodes.values(), nodesAtOnce, true);
    if (isDone && this.seen !== scene.touched.version) {
      this.seen = scene.touched.version;
      host.changed();
    }
    if (!isDone || host.then()) this.timer = setTimeout(() => this.go());
  }
}
