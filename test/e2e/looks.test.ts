import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { seriousFindings } from "./kit/axe.ts";
import { editorTests } from "./kit/editor.ts";
import { loudGraph } from "./kit/graphs.ts";
import { EditorPage } from "./kit/page.ts";

const { open, server, expectComplaint } = editorTests([loudGraph("looked-at", { inputs: { fails: "t0002" } })]);

/** Every part of the editor that can be walked to, after a run with a failure. */
async function walk(page: Page, visit: (place: string) => Promise<void>): Promise<void> {
  const at = (hash: string) => page.evaluate((route) => { location.hash = route; }, hash);
  const settled = () => page.waitForTimeout(300);
  await page.getByRole("article").nth(3).waitFor();
  await visit("gallery");
  await at("#/graphs/looked-at/canvas");
  await page.getByRole("application").getByRole("group").nth(2).waitFor();
  for (const [index, panel] of ["run", "items", "viewer", "problems", "history"].entries()) {
    await page.getByRole("tablist").first().getByRole("tab").nth(index).click();
    await page.getByRole("tabpanel").first().waitFor();
    await settled();
    await visit(`panel ${panel}`);
  }
  await page.getByRole("application").getByRole("group").nth(1).click({ position: { x: 80, y: 14 } });
  await settled();
  await visit("node in the inspector");
  await page.getByRole("application").press("Tab");
  await page.getByRole("combobox").waitFor();
  await visit("palette");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await settled();
  await visit("shortcuts");
  await page.keyboard.press("Escape");
  await page.getByRole("banner").getByRole("button").first().click();
  await settled();
  await visit("menu");
  await page.keyboard.press("Escape");
  for (const view of ["outline", "storyboard"]) {
    await at(`#/graphs/looked-at/${view}`);
    await settled();
    await visit(view);
  }
}

async function runOnce(): Promise<void> {
  const { runs, ask } = await server();
  if ((await runs.call(await server(), "looked-at")).length > 0) return;
  await ask.call(await server(), "runs", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: "looked-at" }) });
  await expect.poll(async () => (await runs.call(await server(), "looked-at"))[0]?.outcome).toBe("failed");
}

describe("every view", () => {
  for (const theme of ["dark", "light"] as const) {
    it(`can be used by everybody in the ${theme} theme`, async () => {
      await runOnce();
      const page = await open({ theme });
      const found: Record<string, readonly string[]> = {};
      await walk(page, async (place) => {
        const findings = await seriousFindings(page);
        if (findings.length > 0) found[place] = findings;
      });
      expect(found).toEqual({});
    }, 120_000);
  }

  it("is all in Chinese where Chinese is asked for", async () => {
    await runOnce();
    const page = await open({ language: "zh" });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
    const english = new Map<string, string>();
    await walk(page, async (place) => {
      for (const text of await labels(page)) if (/[A-Za-z]{3}/.test(text) && !english.has(text)) english.set(text, place);
    });
    expect([...english].filter(([text]) => !isName(text))).toEqual([]);
  }, 120_000);
});

/** What is on the page to be read or heard, text by text. */
function labels(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const visit = (root: Document | ShadowRoot | Element) => {
      for (const node of root.childNodes) {
        if (node instanceof Text) found.add(node.data.trim());
        if (!(node instanceof Element) || ["STYLE", "SCRIPT", "svg"].includes(node.nodeName)) continue;
        if (!node.checkVisibility()) continue;
        for (const name of ["aria-label", "title", "placeholder", "alt"]) found.add(node.getAttribute(name)?.trim() ?? "");
        if (node.shadowRoot) visit(node.shadowRoot);
        visit(node);
      }
    };
    visit(document.body);
    return [...found].filter(Boolean);
  });
}

/** What no language changes: names of keys, formats and types, what somebody has written, and the switch to English. */
const names = [
  "Reelwright", "Show in English", "Fountain", "Render an episode", "looked-at", "text",
  "Ctrl", "Shift", "Enter", "Tab", "Alt", "Esc", "Delete", "Del", "Backspace",
  "trial/list", "trial/thing", "list", "thing", "ASKED_TO_FAIL", "was asked to fail", "Clear the field Fails at.",
];

function isName(text: string): boolean {
  return !/[A-Za-z]{3}/.test(names.reduce((rest, name) => rest.replaceAll(name, ""), text));
}

describe("the gallery", () => {
  it("shows a picture of every template's film", async () => {
    const page = await open();
    const pictures = page.getByRole("article").locator("img");
    await pictures.first().waitFor();
    for (const picture of await pictures.all()) {
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
    }
    expect(await pictures.count()).toBeGreaterThanOrEqual(1);
  });
});

describe("without its token", () => {
  it("the page says where to find it, and opens when it is given", async () => {
    expectComplaint(/401/);
    const page = await open();
    await page.evaluate(() => localStorage.clear());
    await page.goto(new URL((await server()).address).origin);
    await page.getByText(".reelwright/token").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel("Token").fill("wrong");
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByRole("heading", { name: "This token is not the server's" }).waitFor();
    await page.getByLabel("Token").fill(new URL((await server()).address).hash.slice("#token=".length));
    await page.getByRole("button", { name: "Open" }).click();
    await new EditorPage(page).openTemplate("A bowl of dumplings");
  });
});
