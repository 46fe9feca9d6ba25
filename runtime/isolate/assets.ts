import { existsSync } from "node:fs";

/** The files that the isolate's process is started from and with. The built package joins modules, so this one may lie a folder higher there. */
export const assets = new URL(existsSync(new URL("./isolate/cell.mjs", import.meta.url)) ? "./isolate/" : "./", import.meta.url);
