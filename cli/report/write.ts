import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Artifact } from "../../runtime/contract/types.ts";
import { extensionFor } from "../media.ts";
import { appear, type ArtifactFiles, type WrittenFile } from "../outputs.ts";
import type { RunReport } from "./model.ts";
import { reportPage } from "./page.ts";

/** Pictures up to this size are in the page itself, as long as all of them together stay below the second number. */
const embeddedBytes = 400_000;
const embeddedTotal = 12_000_000;

/** Pictures and videos that are too large for the page and are no output of their own. */
const besides = "report-files";

/** Writes `report.json` and `report.html`, and beside them what the page shows and cannot hold. */
export async function writeReport(report: RunReport, folder: string, store: ArtifactFiles): Promise<void> {
  const places = new Map<string, string>();
  for (const { artifact, file } of report.outputs) if (artifact) places.set(artifact.artifact, encodeURIComponent(file));
  let embedded = 0;
  for (const picture of report.reviews.flatMap((review) => review.stills)) {
    if (places.has(picture.artifact)) continue;
    const inPage = picture.bytes <= embeddedBytes && embedded + picture.bytes <= embeddedTotal && isPicture(picture.media);
    if (inPage) embedded += picture.bytes;
    places.set(picture.artifact, inPage ? await dataUrl(picture, store) : await copyBeside(picture, folder, store));
  }
  for (const { video } of report.reviews) {
    if (video && !places.has(video.artifact)) places.set(video.artifact, await copyBeside(video, folder, store));
  }
  const page = reportPage(report, (artifact) => places.get(artifact.artifact));
  await appear(join(folder, "report.json"), (draft) => writeFile(draft, `${JSON.stringify(report, null, 2)}\n`));
  await appear(join(folder, "report.html"), (draft) => writeFile(draft, page));
}

/** What an earlier run into the same folder wrote there, as its report tells; nothing where there is none that can be read. */
export async function filesOfEarlierRun(folder: string): Promise<readonly WrittenFile[]> {
  try {
    const { format, outputs } = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as Partial<RunReport>;
    return format === "reelwright/run-report@1" && Array.isArray(outputs) ? outputs : [];
  } catch {
    return [];
  }
}

/** Types that a page draws as a picture; SVG stays a file, where its content cannot reach the page. */
function isPicture(media: string): boolean {
  return /^image\/(png|jpeg|webp|avif|gif)$/.test(media);
}

async function dataUrl(artifact: Artifact, store: ArtifactFiles): Promise<string> {
  return `data:${artifact.media};base64,${(await readFile(await store.path(artifact))).toString("base64")}`;
}

async function copyBeside(artifact: Artifact, folder: string, store: ArtifactFiles): Promise<string> {
  const file = `${artifact.artifact.slice(0, 16)}.${extensionFor(artifact.media)}`;
  await mkdir(join(folder, besides), { recursive: true });
  await appear(join(folder, besides, file), async (draft) => copyFile(await store.path(artifact), draft));
  return `${besides}/${file}`;
}
