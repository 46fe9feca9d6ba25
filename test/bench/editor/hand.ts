import type { CDPSession, Page } from "playwright-core";

/** What a person does to a page, with real events of the mouse and the keys, for about as long as is said. */
export class Hand {
  private readonly page: Page;
  private readonly devtools: CDPSession;

  constructor(page: Page, devtools: CDPSession) {
    this.page = page;
    this.devtools = devtools;
  }

  /** Moves a pressed button along a loop and back to where it began. @returns the number of moves that the page has taken */
  async dragAround([x, y]: readonly [number, number], { button, reach, ms }: { readonly button: "left" | "middle"; readonly reach: number; readonly ms: number }): Promise<number> {
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down({ button });
    const began = performance.now();
    let moves = 0;
    for (let part = 0; part < 1; moves++) {
      part = Math.min(1, (performance.now() - began) / ms);
      const turn = part * 2 * Math.PI;
      // A mouse stands on whole pixels.
      await mouse.move(Math.round(x + reach * Math.sin(2 * turn)), Math.round(y + reach * 0.6 * Math.sin(turn)));
    }
    await mouse.up({ button });
    return moves;
  }

  /** Turns a wheel with notches until `isThere`. @returns how many */
  async turnWheel([x, y]: readonly [number, number], { by, most, isThere }: { readonly by: number; readonly most: number; isThere(): Promise<boolean> }): Promise<number> {
    let turns = 0;
    for (; turns < most && !await isThere(); turns++) {
      await this.devtools.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY: by });
    }
    return turns;
  }

  async type(text: string): Promise<void> {
    for (const letter of text) {
      await this.page.keyboard.press(letter);
      // Faster than anybody writes, and slow enough that a letter is not counted with the next one.
      await this.page.waitForTimeout(35);
    }
  }
}
