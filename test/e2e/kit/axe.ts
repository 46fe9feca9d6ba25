import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly target: readonly unknown[]; readonly failureSummary: string }[];
}

/** What axe finds wrong on the page that is serious or critical: a line for each rule, with where it is broken. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Transitions have colours in between. What moves for ever is left to move.
  await page.evaluate(async () => {
    // A document knows nothing of what moves in shadow trees.
    const moving = (root: Document | ShadowRoot): Animation[] => [...root.getAnimations(), ...[...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ? moving(shadowRoot) : [])];
    const ending = moving(document).filter(({ effect, playState }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
  });
  if (await page.evaluate(() => !("axe" in window))) await page.evaluate(await source);
  const findings = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: object): Promise<{ violations: Finding[] }> } };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations;
  });
  return findings.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.flat().join(" ")} (${failureSummary.split("\n")[1]?.trim()})`).join("; ")}`);
}
