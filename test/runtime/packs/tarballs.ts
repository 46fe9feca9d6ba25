import { gzipSync } from "node:zlib";
import { Header, type HeaderData } from "tar";

/** One entry of a tarball, good or bad. */
export interface Entry extends Partial<HeaderData> {
  readonly path: string;
  readonly content?: string | Uint8Array;
}

/** A tarball with exactly these entries, whatever they are: real tools refuse to write most of what is tried here. */
export function tarball(entries: readonly Entry[]): Uint8Array {
  const parts = entries.flatMap(({ content = "", ...data }) => {
    const body = Buffer.from(content);
    const header = new Header({ type: "File", mode: 0o644, size: body.length, mtime: new Date(0), uid: 0, gid: 0, ...data });
    const block = Buffer.alloc(512);
    header.encode(block);
    return [block, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]));
}

export interface PackParts {
  readonly manifest?: object;
  readonly packageJson?: object;
  readonly more?: readonly Entry[];
}

/** A small good pack called `sparkle`, with whatever a test wants otherwise. */
export function packTarball({ manifest = {}, packageJson = {}, more = [] }: PackParts = {}): Uint8Array {
  return tarball([
    { path: "package/package.json", content: JSON.stringify({ name: "sparkle", version: "1.0.0", type: "module", ...packageJson }) },
    { path: "package/reelwright.pack.json", content: JSON.stringify({ name: "sparkle", version: "1.0.0", contract: 1, entry: "./pack.js", ...manifest }) },
    { path: "package/pack.js", content: "export default { name: 'sparkle', title: 'Sparkle', version: '1.0.0', contract: 1, nodes: [] };" },
    ...more,
  ]);
}
