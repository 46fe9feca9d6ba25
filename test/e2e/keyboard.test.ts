import { describe, expect, it } from "vitest";
import { editorTests } from "./kit/editor.ts";
import { EditorPage, eventually } from "./kit/page.ts";

const { open, server } = editorTests();

describe("by keyboard alone", () => {
  it("a graph is made, wired, set and run in the outline", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    const { keyboard } = page;
    await page.getByRole("button", { name: "Blank" }).waitFor();
    await until(editor, "Tab", /Blank/);
    await editor.press("Enter");
    await editor.canvas.waitFor();
    await editor.press("Alt+2");
    const outline = page.getByRole("treegrid", { name: "Outline of the graph" });
    await outline.waitFor();
    for (const title of ["List", "Shout", "Collect"]) {
      await editor.press("/");
      await editor.palette.waitFor();
      await keyboard.type(title);
      await editor.option(title).first().waitFor();
      await editor.press("Enter");
      await outline.getByRole("row", { name: new RegExp(`^${title}`) }).waitFor();
      await until(editor, "ArrowDown", new RegExp(`^${title}`));
    }

    await editor.press("Home", "ArrowRight");
    await until(editor, "ArrowDown", /output\s*Things/);
    await connect(editor, "Shout", /Shout · Thing/);
    await until(editor, "ArrowDown", /^Shout/);
    await editor.press("ArrowRight");
    await until(editor, "ArrowDown", /input\s*Marks/);
    await editor.press("Enter");
    await keyboard.type("2");
    await editor.press("Enter");
    await until(editor, "ArrowDown", /output\s*Louder thing/);
    await connect(editor, "Collect", /Collect · Things/);

    await editor.press("Control+Enter");
    await eventually(async () => (await server()).runs("untitled"), ([run]) => expect(run?.outcome).toBe("succeeded"));
    await editor.saved();
    const { nodes, edges } = await (await server()).saved("untitled");
    expect(edges).toEqual([{ from: "list.things", to: "shout.thing" }, { from: "shout.thing", to: "gather.things" }]);
    expect(nodes["shout"]!.inputs).toEqual({ marks: 2 });

    await until(editor, "ArrowUp", /^Shout/);
    await editor.press("Delete");
    await outline.getByRole("row", { name: /^Shout/ }).waitFor({ state: "detached" });
    await editor.press("Control+z");
    await outline.getByRole("row", { name: /^Shout/ }).waitFor();
    await eventually(async () => (await server()).saved("untitled"), (document) => expect(document.edges).toEqual(edges));
  });
});

/** Presses a key until what has the focus reads like this. */
async function until(editor: EditorPage, key: string, wanted: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    const text = await focused(editor);
    if (wanted.test(text)) return;
    seen.push(text);
    await editor.press(key);
  }
  throw new Error(`${key} does not lead to ${wanted}: ${seen.join(" | ")}`);
}

function focused({ page }: EditorPage): Promise<string> {
  return page.evaluate(() => new Promise<string>((resolve) => requestAnimationFrame(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    resolve(element?.getAttribute("aria-label") ?? element?.textContent?.replace(/\s+/g, " ").replace("→", "").trim() ?? "");
  })));
}

/** Enter on an output asks where it should go; what fits is found by typing. */
async function connect(editor: EditorPage, query: string, end: RegExp): Promise<void> {
  await editor.press("Enter");
  const dialog = editor.page.getByRole("dialog", { name: /^Connect/ });
  await dialog.waitFor();
  await editor.page.keyboard.type(query);
  await expect.poll(() => dialog.getByRole("option", { name: end }).first().getAttribute("aria-selected")).toBe("true");
  await editor.press("Enter");
  await dialog.waitFor({ state: "hidden" });
}
