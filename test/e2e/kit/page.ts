import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** The editor as its user finds it: by what things are and are called. */
export class EditorPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get bar(): Locator {
    return this.page.getByRole("banner");
  }

  get canvas(): Locator {
    return this.page.getByRole("application", { name: "Graph canvas" });
  }

  get inspector(): Locator {
    return this.page.getByRole("complementary", { name: "Inspector" });
  }

  get panel(): Locator {
    return this.page.getByRole("region", { name: "Lower panel" });
  }

  get palette(): Locator {
    return this.page.getByRole("dialog", { name: "Add a node" });
  }

  /** The whole of it, as an option of what is found. */
  option(name: string | RegExp): Locator {
    return this.page.getByRole("option", { name });
  }

  node(title: string): Locator {
    return this.canvas.getByRole("group", { name: title, exact: true });
  }

  async openTemplate(title: string): Promise<void> {
    await this.page.getByRole("button", { name: `Open a copy of ${title}` }).click();
    await this.canvas.waitFor();
  }

  async openBlank(): Promise<void> {
    await this.page.getByRole("button", { name: "Blank" }).click();
    await this.canvas.waitFor();
  }

  /** Opens a part of the editor, e.g. `#/graphs/one/canvas`, as a bookmark does. */
  async goTo(route: string): Promise<void> {
    await this.page.evaluate((hash) => { location.hash = hash; }, route);
  }

  async openGraph(name: string, view: "canvas" | "outline" | "storyboard" = "canvas"): Promise<void> {
    await this.goTo(`#/graphs/${name}/${view}`);
    await this.bar.getByRole("textbox", { name: "Title of the graph" }).waitFor();
    if (view === "canvas") await this.canvas.waitFor();
  }

  /** Adds a node by double click at a point of the canvas. */
  async addNode(title: string, at: { readonly x: number; readonly y: number }): Promise<void> {
    await this.canvas.dblclick({ position: at });
    await this.choose(title);
  }

  /** Finds a node type in the open palette and takes it. */
  async choose(title: string): Promise<void> {
    await this.palette.getByRole("combobox").fill(title);
    await this.option(title).first().click();
    await this.palette.waitFor({ state: "hidden" });
  }

  /** The middle of a port's mark, in pixels of the page. */
  async port(node: string, title: string, end: "input" | "output"): Promise<{ readonly x: number; readonly y: number }> {
    const mark = this.node(node).locator(`.port.${end}`, { hasText: new RegExp(`^${title}`) }).locator(".mark").first();
    await mark.waitFor();
    const box = (await mark.boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Presses at one point and lets go at the other, with moves in between as a hand makes them. */
  async drag(from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }, before?: () => Promise<void>): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2 + 10, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 4 });
    await before?.();
    await mouse.up();
  }

  /** Draws an edge: `["List", "Things"]` to `["Shout", "Thing"]`. */
  async wire(from: readonly [string, string], to: readonly [string, string]): Promise<void> {
    await this.drag(await this.port(...from, "output"), await this.port(...to, "input"));
  }

  /** Selects a node by a click on its header. */
  async select(node: string): Promise<void> {
    await this.node(node).click({ position: { x: 80, y: 14 } });
  }

  /** Writes a value on the node itself. */
  async setValue(node: string, title: string, value: string): Promise<void> {
    await this.node(node).getByRole("button", { name: new RegExp(`^${title}: `) }).click();
    const field = this.node(node).getByLabel(title, { exact: true });
    await field.fill(value);
    await field.press("Enter");
  }

  /** Runs everything. What it does is shown in the lower panel. */
  async run(): Promise<void> {
    await this.bar.getByRole("button", { name: "Run", exact: true }).click();
    await this.panel.getByRole("tabpanel").first().waitFor();
  }

  async openPanel(name: "Run" | "Items" | "Viewer" | "Problems" | "History"): Promise<Locator> {
    const tab = this.panel.getByRole("tab", { name: new RegExp(`^${name}`) }).first();
    if (await tab.getAttribute("aria-selected") !== "true") await tab.click();
    const panel = this.panel.getByRole("tabpanel", { name, exact: true });
    await panel.waitFor();
    return panel;
  }

  /** Until the open graph is on the server as it is here. */
  async saved(): Promise<void> {
    // Two frames: what was done just now is on the page.
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await this.bar.getByText("Saved", { exact: true }).waitFor();
  }

  /** What is told in passing. */
  toast(text: string | RegExp): Locator {
    return this.page.getByRole("log").getByText(text);
  }

  toastAction(label: string): Locator {
    return this.page.getByRole("log").getByRole("button", { name: label });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}

/** Asks until the answer satisfies, for as long as the page may take for anything. */
export async function eventually<T>(ask: () => Promise<T>, satisfies: (answer: T) => void): Promise<void> {
  await expect.poll(async () => {
    try {
      satisfies(await ask());
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  }, { timeout: 20_000, interval: 100 }).toBe("");
}
