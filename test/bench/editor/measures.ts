import type { Browser, CDPSession, Page } from "playwright-core";
import { Hand } from "./hand.ts";

export interface Frames {
  readonly p50: number;
  readonly p95: number;
  /** What all of the browser's processes worked for each move or turn that was made, drawing included, in milliseconds. Hardly depends on what else the machine does. */
  readonly work: number;
}

/** Everything that is measured of one editor with one graph. Times in milliseconds. */
export interface Figures {
  readonly open: number;
  readonly whole: number;
  readonly openWhole: number;
  readonly pan: Frames;
  readonly zoom: Frames;
  readonly panWhole: Frames;
  readonly drag: Frames;
  readonly dragMany: Frames;
  readonly typing: { readonly p50: number; readonly p95: number; readonly work: number };
  /** Megabytes. */
  readonly heap: number;
}

const screen = { width: 1600, height: 900 };
const centre = [screen.width / 2, screen.height / 2] as const;
const gestureMs = 2000;
const dragged = 200;

/** @param address of the page, without the graph's size */
export async function measure(browser: Browser, address: string, nodes: number): Promise<Figures> {
  const openWhole = await withPage(browser, `${address}?nodes=${nodes}&view=whole`, async (page) => (await opened(page)).drawn);
  return withPage(browser, `${address}?nodes=${nodes}&view=middle`, async (page) => {
    const { drawn, whole } = await opened(page);
    const trial = new Trial(page, await page.context().newCDPSession(page), await browser.newBrowserCDPSession());
    await trial.settle();
    const pan = await trial.frames(() => trial.pan());
    const drag = await trial.drag(1);
    const typing = await trial.typing();
    const zoom = await trial.zoom();
    await trial.show("whole");
    const panWhole = await trial.frames(() => trial.pan());
    await trial.show("middle");
    const dragMany = await trial.drag(Math.min(dragged, nodes));
    return { open: drawn, whole, openWhole, pan, zoom, panWhole, drag, dragMany, typing, heap: await trial.heap() };
  });
}

/** Opens a page with a small graph, and leaves it. */
export async function visit(browser: Browser, address: string): Promise<void> {
  await withPage(browser, `${address}?nodes=20&view=whole`, opened);
}

async function withPage<T>(browser: Browser, address: string, act: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: screen, locale: "en-US" });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on("pageerror", (error) => { throw error; });
    await page.goto(address);
    return await act(page);
  } finally {
    await context.close();
  }
}

async function opened(page: Page): Promise<{ drawn: number; whole: number }> {
  await page.waitForFunction(() => globalThis.trial?.whole !== undefined);
  return page.evaluate(() => ({ drawn: trial.drawn!, whole: trial.whole! }));
}

class Trial {
  private readonly page: Page;
  private readonly devtools: CDPSession;
  private readonly processes: CDPSession;
  private readonly hand: Hand;

  constructor(page: Page, devtools: CDPSession, processes: CDPSession) {
    this.page = page;
    this.devtools = devtools;
    this.processes = processes;
    this.hand = new Hand(page, devtools);
  }

  async settle(): Promise<void> {
    await this.page.waitForTimeout(700);
  }

  async show(view: "middle" | "whole"): Promise<void> {
    await this.page.evaluate((view) => trial.editor!.setView(view === "whole" ? trial.wholeView() : trial.middleView()), view);
    await this.settle();
  }

  /** @param act tells how many moves it has made */
  async frames(act: () => Promise<number>): Promise<Frames> {
    const before = await this.worked();
    await this.page.evaluate(() => trial.watchFrames());
    const moves = await act();
    const frames = await this.page.evaluate(() => trial.framesSeen());
    return { p50: part(frames, 0.5), p95: part(frames, 0.95), work: (await this.worked() - before) / moves };
  }

  pan(): Promise<number> {
    return this.hand.dragAround(centre, { button: "middle", reach: 300, ms: gestureMs });
  }

  /** Out until the whole graph is in view, and in again. */
  async zoom(): Promise<Frames> {
    const least = await this.page.evaluate(() => Math.max(0.06, trial.wholeView().scale));
    const scale = () => this.page.evaluate(() => trial.editor!.view().scale);
    return this.frames(async () => {
      const until = performance.now() + 2 * gestureMs;
      let turns = 0;
      while (performance.now() < until) {
        turns += await this.hand.turnWheel(centre, { by: 100, most: 60, isThere: async () => await scale() <= least * 1.05 });
        turns += await this.hand.turnWheel(centre, { by: -100, most: 60, isThere: async () => await scale() >= 0.95 });
      }
      return turns;
    });
  }

  /** Drags the node in the middle, with so many others that it is `count`. Fails when the node has not moved. */
  async drag(count: number): Promise<Frames> {
    const id = await this.page.evaluate((count) => {
      const { nodes } = trial.graph;
      const from = Math.max(0, Math.min(nodes.length - count, nodes.indexOf(trial.middle) - Math.floor(count / 2)));
      if (count > 1) trial.editor!.select(nodes.slice(from, from + count).map(({ id }) => id));
      return trial.middle.id;
    }, count);
    await this.settle();
    const header = await this.page.evaluate((id) => trial.headerAt(id), id);
    const frames = await this.frames(() => this.hand.dragAround(header, { button: "left", reach: 250, ms: gestureMs }));
    const { mouse } = this.page;
    const before = await this.page.evaluate((id) => trial.headerAt(id), id);
    await mouse.move(...before);
    await mouse.down();
    await mouse.move(before[0] + 60, before[1] + 60, { steps: 5 });
    await mouse.up();
    await this.settle();
    const after = await this.page.evaluate((id) => trial.headerAt(id), id);
    if (Math.abs(after[0] - before[0] - 60) > 12 || Math.abs(after[1] - before[1] - 60) > 12) throw new Error(`The node was not dragged: from ${before} to ${after}.`);
    return frames;
  }

  async typing(): Promise<Figures["typing"]> {
    const at = await this.page.evaluate(() => trial.editor!.textAt(trial.middle.id));
    await this.page.mouse.click(...at);
    await this.settle();
    // Places that were pressed may have opened a field there, which is still to be pressed itself.
    await this.page.keyboard.press("End");
    const before = await this.worked();
    await this.page.evaluate(() => trial.watchTyping());
    const text = "the quick brown fox jumps over";
    await this.hand.type(text);
    const delays = await this.page.evaluate(() => trial.typed());
    const work = (await this.worked() - before) / text.length;
    const written = await this.page.evaluate(() => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      return (focused as HTMLInputElement | null)?.value ?? "";
    });
    if (!written.endsWith(text)) throw new Error(`What was typed did not arrive: ${JSON.stringify(written)}.`);
    await this.page.keyboard.press("Enter");
    await this.settle();
    return { p50: part(delays, 0.5), p95: part(delays, 0.95), work };
  }

  async heap(): Promise<number> {
    await this.devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await this.devtools.send("Runtime.getHeapUsage");
    return usedSize / 1e6;
  }

  /** What the browser has worked so far, in milliseconds. */
  private async worked(): Promise<number> {
    const { processInfo } = await this.processes.send("SystemInfo.getProcessInfo");
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000;
  }
}

/** The value below which this part of the values lies. */
export function part(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error("Nothing was measured.");
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;
}
