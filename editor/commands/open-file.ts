import type { Problem } from "../../runtime/problem.ts";
import type { Workspace } from "../state/workspace.ts";
import { pickFile } from "./graph-file.ts";
import { openFileWords as words } from "./open-file-words.ts";

/** What the file picker offers: graphs, what was exported, and what a run wrote. */
const accepted = ".json,application/json,.mp4,.wav,.png,.srt,.vtt";

export async function openFile(workspace: Workspace): Promise<void> {
  const file = await pickFile(accepted);
  if (file) await openGraphFile(workspace, file);
}

/** Opens the graph that a file is, holds, or was made by; or says why there is none. @throws ServerError */
export async function openGraphFile(workspace: Workspace, file: File): Promise<void> {
  const { notices } = workspace;
  const topic = "open-file";
  const reading = setTimeout(() => notices.tell({ kind: "info", message: words().reading(file.name), topic }), slowMs);
  try {
    const [{ readGraphFile }, { bringIn }] = await Promise.all([import("./read-file.ts"), import("./bring-in.ts")]);
    const found = await readGraphFile(file);
    const { title, wasHere, missing, name } = await bringIn(workspace, found, file.name);
    const made = found.made && words().made({ file: file.name, output: found.made.output, item: found.made.item, isDraft: found.made.quality === "draft" });
    const given = Object.keys(found.inputs).length > 0 ? words().given : undefined;
    const hint = [made, given].filter((line) => line !== undefined).join(" ");
    notices.tell({ kind: "done", message: (wasHere ? words().wasHere : words().opened)(title), topic, ...(hint === "" ? {} : { hint }) });
    if (missing.length > 0) notices.tell({ kind: "problem", message: words().missing(missing.join(words().listComma)), hint: words().missingHint(`reelwright pack add --for graphs/${name}.json`) });
  } catch (error) {
    const problem = (error as { readonly problem?: Problem }).problem;
    const fault = problem && faults[problem.code];
    if (fault) notices.tell({ kind: "problem", topic, message: words()[fault](file.name), hint: words().faultHint });
    else notices.failed(problem ? { problems: [problem] } : error, topic);
  } finally {
    clearTimeout(reading);
  }
}

/** What may be wrong with a file itself, in the language of the page. */
const faults: Readonly<Record<string, "notJson" | "notGraph" | "noOrigin" | "originUnreadable" | "bundleInvalid" | "bundleDamaged" | "tooLarge" | undefined>> = {
  FILE_NOT_JSON: "notJson", FILE_NOT_GRAPH: "notGraph", PROVENANCE_MISSING: "noOrigin", PROVENANCE_UNREADABLE: "originUnreadable",
  BUNDLE_INVALID: "bundleInvalid", BUNDLE_DAMAGED: "bundleDamaged", BUNDLE_TOO_LARGE: "tooLarge",
};

/** What is read sooner needs no word, in milliseconds. */
const slowMs = 400;
