import { describe, expect, it } from "vitest";
import { seriousFindings } from "./kit/axe.ts";
import { editorTests } from "./kit/editor.ts";
import { EditorPage, eventually } from "./kit/page.ts";

const { open, server } = editorTests();

describe("a producer who has never seen it", () => {
  it("opens a template, changes a line, runs it, and sees the film; only what the line reaches is made again", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openTemplate("A bowl of dumplings");
    await editor.run();
    const viewer = editor.panel.getByRole("tabpanel", { name: "Viewer" });
    await viewer.waitFor({ timeout: 120_000 });
    await plays(viewer.locator("video"));

    const screenplay = editor.inspector.getByRole("textbox", { name: "Screenplay", exact: true });
    await screenplay.fill((await screenplay.inputValue()).replace("我怎么会忘呢", "我哪会忘呢"));
    await editor.saved();
    await editor.bar.getByRole("button", { name: /\d+ to make/ }).waitFor();
    const before = await viewer.locator("video").getAttribute("src");
    await editor.run();
    await eventually(() => viewer.locator("video").getAttribute("src", { timeout: 120_000 }), (source) => expect(source).not.toBe(before));
    await plays(viewer.locator("video"));

    expect(await seriousFindings(page)).toEqual([]);
    const [run] = await (await server()).runs("bowl-of-dumplings-2");
    expect(run).toMatchObject({ outcome: "succeeded" });
    const ended = Object.entries(await (await server()).lastRun("bowl-of-dumplings-2"));
    const made = ended.filter(([, how]) => how === "item.finished").map(([item]) => item);
    const kept = ended.filter(([, how]) => how === "item.cached").map(([item]) => item);
    expect(made.length + kept.length).toBe(ended.length);
    // One of the three lines is spoken again; what the people look like is not drawn again.
    expect(made.filter((item) => item.startsWith("speak "))).toEqual(["speak e03/s05/l03"]);
    expect(kept.filter((item) => item.startsWith("speak "))).toHaveLength(2);
    expect(kept.filter((item) => item.startsWith("look "))).toHaveLength(3);
    expect(kept.length).toBeGreaterThan(20);
  }, 180_000);
});

describe("a director", () => {
  it("approves a shot of that film and comments on another, and finds it so after a reload", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("bowl-of-dumplings-2", "storyboard");
    const shots = page.getByRole("main").getByRole("article");
    const [first, second] = [shots.nth(0), shots.nth(1)];
    await first.getByRole("button", { name: "Approve: Shot 1" }).click();
    await second.getByRole("button", { name: "Shot 2", exact: true }).click();
    await page.getByRole("textbox", { name: "Comment" }).fill("More steam.");
    await page.getByRole("textbox", { name: "Comment" }).blur();
    await editor.saved();
    await page.reload();
    await expect.poll(() => first.getByRole("button", { name: "Approve: Shot 1" }).getAttribute("aria-pressed")).toBe("true");
    await second.getByText("More steam.").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const { review } = await (await server()).saved("bowl-of-dumplings-2");
    expect(Object.values(review!)).toEqual([{ "e03/s05/p01": expect.objectContaining({ state: "approved" }), "e03/s05/p02": expect.objectContaining({ comment: "More steam." }) }]);
  });

  it("clicks a line of the film and comes to the node and item that spoke it", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("bowl-of-dumplings-2", "storyboard");
    await page.getByRole("tab", { name: "Film" }).click();
    await page.getByRole("button", { name: /你还记得我爱吃什么馅的吗/ }).first().click();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: /Speak/ }).click();
    await editor.canvas.waitFor();
    await editor.inspector.getByRole("textbox", { name: "Title" }).waitFor();
    expect(await editor.inspector.getByRole("textbox", { name: "Title" }).getAttribute("placeholder")).toBe("Speak");
  });
});

async function plays(video: ReturnType<EditorPage["node"]>): Promise<void> {
  await video.evaluate((element) => (element as HTMLVideoElement).play());
  await eventually(() => video.evaluate((element) => (element as HTMLVideoElement).currentTime), (time) => expect(time).toBeGreaterThan(0.2));
}
