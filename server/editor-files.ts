import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", json: "application/json", map: "application/json",
  svg: "image/svg+xml", png: "image/png", webp: "image/webp", ico: "image/x-icon", woff2: "font/woff2", webmanifest: "application/manifest+json", txt: "text/plain; charset=utf-8",
};

export type Encoding = "br" | "gzip" | "identity";

export interface EditorFile {
  readonly type: string;
  readonly etag: string;
  /** Named after its content by the build: it never changes. */
  readonly immutable: boolean;
  bytes(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * The built editor, a folder of static files. Only what is found in the folder can be asked for, so no address leads
 * out of it. A new build is noticed by its index.html.
 */
export class EditorFiles {
  private readonly folder: string;
  private files = new Map<string, EditorFile>();
  private built = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** @param path of the address, e.g. `/assets/index-4f2a.js`. @returns undefined when there is none, or nothing is built yet */
  async find(path: string): Promise<EditorFile | undefined> {
    if (path === "/" || !this.files.has(path)) await this.refresh();
    return this.files.get(path === "/" ? "/index.html" : path);
  }

  private async refresh(): Promise<void> {
    const built = (await stat(join(this.folder, "index.html")).catch(() => undefined))?.mtimeMs ?? 0;
    if (built === this.built) return;
    this.built = built;
    const entries = built === 0 ? [] : await readdir(this.folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const files = await Promise.all(paths.map(async (path) => [`/${relative(this.folder, path).split(sep).join("/")}`, await editorFile(path)] as const));
    this.files = new Map(files.filter(([address]) => !/\.(br|gz)$/.test(address)));
  }
}

async function editorFile(path: string): Promise<EditorFile> {
  const content = await readFile(path);
  const ending = path.slice(path.lastIndexOf(".") + 1);
  const packed = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  const squeezes = /^(html|js|css|json|map|svg|txt|webmanifest)$/.test(ending) && content.length > 1024;
  return {
    type: types[ending] ?? "application/octet-stream",
    etag: `"${createHash("sha256").update(content).digest("hex").slice(0, 32)}"`,
    immutable: /[/\\]assets[/\\].*-[\w-]{8,}\.\w+$/.test(path),
    bytes: (encoding) => {
      const wanted = squeezes ? encoding : "identity";
      let bytes = packed.get(wanted);
      if (!bytes) packed.set(wanted, (bytes = pack(path, content, wanted)));
      return bytes;
    },
  };
}

/** What the build has packed already, else packed now: once for each file, in well under a second. */
async function pack(path: string, content: Buffer, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === "identity") return new Uint8Array(content);
  const made = await readFile(`${path}.${encoding === "br" ? "br" : "gz"}`).catch(() => undefined);
  const squeezed = made ?? (encoding === "gzip" ? await promisify(gzip)(content) : await promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
  return new Uint8Array(squeezed);
}

/** The best encoding that an Accept-Encoding header allows. */
export function encodingFor(header: string | undefined): Encoding {
  const offered = new Map((header ?? "").split(",").map((one) => {
    const [name, ...parameters] = one.trim().toLowerCase().split(/\s*;\s*/);
    return [name!, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))] as const;
  }));
  return offered.get("br") ? "br" : offered.get("gzip") ? "gzip" : "identity";
}
