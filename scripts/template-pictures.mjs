// Makes the pictures of the graphs that ship, graphs/<name>.webp, out of the films they make. Run after `npm run build`;
// words after it are the graphs to do, all without any.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const root = fileURLToPath(new URL("../", import.meta.url));
const require = createRequire(import.meta.url);
const ffmpeg = process.env.FFMPEG_PATH ?? (spawnSync("ffmpeg", ["-version"]).error ? require("@ffmpeg-installer/ffmpeg").path : "ffmpeg");
/** The second of the film that shows best what it is about. */
const moments = { "bowl-of-dumplings": 14, "eternal-love": 9, screenplay: 9 };
const largest = 40_000;

const { graphs } = JSON.parse(readFileSync(join(root, "graphs/index.json"), "utf8"));
const wanted = process.argv.slice(2);
for (const { name, part } of graphs) {
  if (part || (wanted.length > 0 && !wanted.includes(name))) continue;
  const folder = mkdtempSync(join(tmpdir(), "reelwright-picture-"));
  execFileSync(process.execPath, [join(root, "dist/cli/main.js"), "run", join(root, `graphs/${name}.json`), "--quality", "draft", "--out", join(folder, "out"), "--home", folder], { stdio: "inherit", cwd: folder });
  const film = readdirSync(join(folder, "out"), { recursive: true }).map(String).filter((file) => file.endsWith(".mp4")).sort()[0];
  const frame = join(folder, "frame.png");
  execFileSync(ffmpeg, ["-v", "error", "-ss", String(moments[name] ?? 5), "-i", join(folder, "out", film), "-frames:v", "1", frame]);
  if (!existsSync(frame)) throw new Error(`${name}: the film is shorter than the moment asked for.`);
  const file = join(root, `graphs/${name}.webp`);
  for (let quality = 82; ; quality -= 8) {
    const picture = await sharp(frame).resize({ width: 360 }).webp({ quality, effort: 6 }).toBuffer();
    if (picture.length > largest && quality > 30) continue;
    writeFileSync(file, picture);
    console.log(`${file}: ${picture.length} bytes`);
    break;
  }
  rmSync(folder, { recursive: true });
}
