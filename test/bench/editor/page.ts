import { middleNode, nodeSize, type TrialGraph, trialGraph, type TrialNode } from "./graph.ts";

export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** What a page with an editor on it lets itself be asked. Everything is done to it with real input, from outside. */
export interface TrialEditor {
  /** The graph's part that is in view has been handed to the browser to be shown, and takes input. */
  isDrawn(): boolean;
  /** The nodes in view look as they will: nothing is still to come. */
  isWhole(): boolean;
  view(): View;
  setView(view: View): void;
  /** Where a node stands, in graph pixels. */
  placeOf(id: string): readonly [x: number, y: number];
  select(ids: readonly string[]): void;
  /** Where the node's text is written, on the page. */
  textAt(id: string): readonly [x: number, y: number];
}


/** A page as the driver sees it, at `globalThis.trial`. */
export class TrialPage {
  readonly graph: TrialGraph;
  readonly middle: TrialNode;
  editor: TrialEditor | undefined;
  /** Milliseconds from the start of the navigation. */
  drawn: number | undefined;
  whole: number | undefined;
  private frames: number[] | undefined;
  private delays: number[] = [];

  constructor() {
    this.graph = trialGraph(Number(new URL(location.href).searchParams.get("nodes")));
    this.middle = middleNode(this.graph);
  }

  /** The view that a page begins with: the middle at 100 %, or everything. */
  get firstView(): View {
    return new URL(location.href).searchParams.get("view") === "whole" ? this.wholeView() : this.middleView();
  }

  middleView(): View {
    return { scale: 1, x: innerWidth / 2 - this.middle.x - nodeSize.width / 2, y: innerHeight / 2 - this.middle.y - nodeSize.height / 2 };
  }

  wholeView(): View {
    const last = this.graph.nodes.at(-1)!;
    const width = Math.max(...this.graph.nodes.map(({ x }) => x)) + nodeSize.width;
    const height = last.y + nodeSize.height;
    const scale = Math.min(1, (innerWidth - 80) / width, (innerHeight - 80) / height);
    return { scale, x: (innerWidth - width * scale) / 2, y: (innerHeight - height * scale) / 2 };
  }

  /** Nodes whose middle is on the screen in a view. */
  inView({ x, y, scale }: View): TrialNode[] {
    const [halfWidth, halfHeight] = [nodeSize.width / 2, nodeSize.height / 2];
    return this.graph.nodes.filter((node) => {
      const [left, top] = [(node.x + halfWidth) * scale + x, (node.y + halfHeight) * scale + y];
      return left > 0 && top > 0 && left < innerWidth && top < innerHeight;
    });
  }

  /** To be called when the editor has been given its graph. */
  began(editor: TrialEditor): void {
    this.editor = editor;
    const look = () => {
      // What was drawn in this frame is on the screen when its next task runs.
      if (this.drawn === undefined && editor.isDrawn()) afterPaint(() => { this.drawn ??= performance.now(); });
      if (this.drawn !== undefined && editor.isWhole()) afterPaint(() => { this.whole ??= performance.now(); });
      if (this.whole === undefined) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }

  /** Where a node's title is on the page. */
  headerAt(id: string): readonly [number, number] {
    const [x, y] = this.editor!.placeOf(id);
    const view = this.editor!.view();
    return [(x + nodeSize.width / 2) * view.scale + view.x, (y + nodeSize.header / 2) * view.scale + view.y];
  }

  watchFrames(): void {
    const frames: number[] = (this.frames = []);
    const next = (at: number) => {
      if (this.frames !== frames) return;
      frames.push(at);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }

  /** @returns how long each frame took since `watchFrames`, in milliseconds */
  framesSeen(): number[] {
    const frames = this.frames ?? [];
    this.frames = undefined;
    return frames.slice(1).map((at, index) => at - frames[index]!);
  }

  watchTyping(): void {
    this.delays = [];
    addEventListener("keydown", this.onKey, { capture: true });
  }

  typed(): number[] {
    removeEventListener("keydown", this.onKey, { capture: true });
    return this.delays;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    requestAnimationFrame(() => afterPaint(() => this.delays.push(performance.now() - event.timeStamp)));
  };
}

/** Runs when what the current frame draws has been painted. */
function afterPaint(act: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    act();
  };
  port2.postMessage(undefined);
}

export const trial = new TrialPage();
Object.assign(globalThis, { trial });

declare global {
  var trial: TrialPage;
}
