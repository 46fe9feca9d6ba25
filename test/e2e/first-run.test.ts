import { describe, expect, it } from "vitest";
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
    await editor.bar.getByRole("button", { name: /reused|to run|runs/ }).waitFor();
    const before = await viewer.locator("video").getAttribute("src");
    await editor.run();
    await eventually(() => viewer.locator("video").getAttribute("src", { timeout: 120_000 }), (source) => expect(source).not.toBe(before));
    await plays(viewer.locator("video"));

    const [run] = await (await server()).runs("bowl-of-dumplings-2");
    expect(run).toMatchObject({ outcome: "succeeded" });
    const ended = Object.entries(await (await server()).lastRun("bowl-of-dumplings-2"));
    const made = ended.filter(([, how]) => how === "item.finished").map(([item]) => item);
    const kept = ended.filter(([, how]) => how === "item.cached").map(([item]) => item);
    console.log(made, kept);
    expect(made.length + kept.length).toBe(ended.length);
    // One of the three lines is spoken again; what the people look like is not drawn again.
    expect(made.filter((item) => item.startsWith("speak "))).toEqual(["speak e03/s05/l03"]);
    expect(kept.filter((item) => item.startsWith("speak "))).toHaveLength(2);
    expect(kept.filter((item) => item.startsWith("look "))).toHaveLength(3);
    expect(kept.length).toBeGreaterThan(20);
  }, 180_000);
});

async function plays(video: ReturnType<EditorPage["node"]>): Promise<void> {
  await video.evaluate((element) => (element as HTMLVideoElement).play());
  await eventually(() => video.evaluate((element) => (element as HTMLVideoElement).currentTime), (time) => expect(time).toBeGreaterThan(0.2));
}
