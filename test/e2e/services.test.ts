import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { cultureRubric } from "../../nodes/qa/judge/culture-rubric.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { ChatAsked } from "../kit/service/chat.ts";
import { type ModelService, startService } from "../kit/service/service.ts";
import { configFor, keyVariable, production } from "../kit/service/setup.ts";
import { seriousFindings } from "./kit/axe.ts";
import { editorTests } from "./kit/editor.ts";
import { EditorPage, eventually } from "./kit/page.ts";
import { root } from "./kit/server.ts";

const kept = ["screenplay", "scenes", "breakdown", "look", "reference", "lock", "prompt", "picture", "verify", "voices", "speak", "dub", "subtitles", "shot", "culture"];

/** One person, two lines, two shots. */
const screenplay = `第3集 一碗饺子

人物小传：
李伟：男，28岁，返乡的科技创业者，要强，念家，话不多但句句走心。穿深蓝色毛衣，短发。

3-5 夜 内 奶奶家厨房
人物：李伟
道具：饺子
李伟（家人温暖，0.0-3.5）：奶奶，我回来了！好久没吃您做的饺子了。
李伟（怀旧，3.8-6.3）：猪肉白菜馅的，我怎么会忘呢？
`;

/** A dinner scene as far as its shots: pictures by a model, looked at by another, and judged. */
function dinner(): GraphDocument {
  const { nodes, edges = [], packs = {} } = JSON.parse(readFileSync(join(root, "graphs/bowl-of-dumplings.json"), "utf8")) as GraphDocument;
  const isKept = (port: string) => kept.includes(port.split(".")[0]!);
  return {
    format: "reelwright/graph@1", name: "dinner", title: "Dinner", packs,
    nodes: {
      ...Object.fromEntries(Object.entries(nodes).filter(([id]) => isKept(id))),
      screenplay: { type: "script/screenplay", version: 1, inputs: { text: screenplay, episode: "e03", language: "zh-CN" } },
      verify: { type: "cast/verify", version: 1, inputs: { attempts: 0 } }, shot: { type: "compose/shot", version: 1, inputs: { width: 360, height: 640 } },
    },
    edges: edges.filter(({ from, to }) => isKept(from) && isKept(to)), outputs: { clips: { from: "shot.clip" }, checks: { from: "culture.findings" } },
  };
}

const quote = "好久没吃您做的饺子了";

/** A judge that has one thing to say, of the first line. */
function judging({ messages }: ChatAsked): string | undefined {
  if (!messages.some(({ text }) => text.includes("\"criterion\""))) return undefined;
  const fault = { lineId: "s05/l01", quote, why: "He has not greeted her.", instead: "Let him greet her first." };
  return JSON.stringify({ verdicts: cultureRubric.criteria.map(({ id, severity }) => severity === "warn" ? { criterion: id, faults: [fault], holds: false } : { criterion: id, faults: [], holds: true }) });
}

let service: ModelService | undefined;
const { open, server } = editorTests([dinner()], async () => {
  service = await startService({
    models: { ...production, "away-1": production["vision-1"] }, answer: judging, pause: 1,
    rules: [
      { route: "edits", nth: 2, fault: { do: "drift" } }, { route: "edits", nth: 1, fault: { do: "busy", ms: 3000, told: "seconds" } },
      { route: "chat", model: "away-1", fault: { do: "status", status: 403, message: "Not for you." } },
    ],
  });
  process.env[keyVariable] = service.keys.current;
  const config = configFor(service);
  return { ...config, currency: "CNY", roles: { ...config.roles, judge: ["loopback/away-1", "loopback/vision-1"] } };
});
afterAll(() => service?.close());

async function ended(page: Page): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).waitFor();
}

describe("a production on services", () => {
  it("says what it will cost by role before, holds the budget, and accounts for it after", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("dinner");
    await editor.press("p");
    const plan = page.getByRole("dialog", { name: "What a run would do" });
    const estimate = plan.getByRole("table", { name: "What services would be asked for" });
    await estimate.getByRole("row", { name: /^image loopback ≈ \d+ ¥\d+\.\d\d/ }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await plan.getByRole("spinbutton", { name: "Budget in CNY" }).fill("0.05");
    await plan.getByRole("button", { name: "Run" }).click();
    const run = editor.panel.getByRole("tabpanel", { name: "Run", exact: true });
    await run.getByText("stopped at the budget").waitFor();
    await run.getByText(/^cost ¥0\.0\d+ of ¥0\.05$/).waitFor();

    await ended(page);
    await editor.run();
    await run.getByText("finished", { exact: true }).waitFor();
    await run.getByRole("tab", { name: "Services" }).click();
    const services = run.getByRole("region", { name: "Services" });
    await services.getByRole("row", { name: /^vision loopback · vision-1/ }).waitFor();
    await services.getByText(/picture-1: .*takes nothing more/).waitFor();
    await services.getByText(/away-1 could not answer for the role judge/).first().waitFor();
    await services.getByText(/^The project has paid ¥0\.\d\d/).waitFor();
    expect(await services.getByText("loopback/tts-1", { exact: true }).count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("lists who is not as anchored and what the judge quotes; what a person decides is kept", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("dinner", "storyboard");
    await page.getByRole("tab", { name: /^To look at/ }).click();
    const matters = page.getByRole("listitem");
    const judged = matters.filter({ hasText: "The judge warns" }).first();
    await judged.getByText(quote).waitFor();
    await judged.getByText("e03/s05/l01").waitFor();
    const unlike = matters.filter({ hasText: "Not as anchored" });
    await unlike.getByRole("button", { name: /^Compare/ }).click();
    const viewer = editor.panel.getByRole("tabpanel", { name: "Viewer", exact: true });
    await viewer.getByText(/^score 0\.\d\d, at least 0\.80 asked$/).waitFor();
    await viewer.getByRole("img", { name: /reference$/ }).first().waitFor();
    await viewer.getByRole("row", { name: /^hair colour mismatch/ }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await unlike.getByRole("button", { name: /^Approve/ }).click();
    await unlike.waitFor({ state: "detached" });
    await editor.saved();
    expect(Object.values((await (await server()).saved("dinner")).review!["verify"]!)).toMatchObject([{ state: "approved" }]);
  });

  it("shows one shot at once on request, and the board stays as it was", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("dinner", "storyboard");
    const shots = page.locator("rw-board").getByRole("article");
    await shots.nth(1).waitFor();
    await page.getByRole("button", { name: "Shot 2", exact: true }).click();
    await page.getByRole("complementary", { name: "Shot 2" }).getByRole("button", { name: "Look at it now" }).click();
    const dialog = page.getByRole("dialog", { name: "A look at Shot 2" });
    await dialog.locator("video").waitFor();
    await dialog.getByText(/^ready after/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await editor.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await (await server()).runs("dinner")).toHaveLength(3);
    await page.reload();
    await eventually(() => shots.count(), (count) => expect(count).toBe(2));
  });
});
