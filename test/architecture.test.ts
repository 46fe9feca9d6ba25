import { readdir, readFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { dirname, join, posix, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** Who may import whom. A part is a folder, or a module of `runtime/` by its name; the longest that fits counts. */
const table: Readonly<Record<string, readonly string[]>> = {
  "editor": ["editor", "runtime/contract", "runtime/graph", "runtime/fanout", "runtime/check", "runtime/bundle", "runtime/provenance", "runtime/problem", "runtime/events", "runtime/ids"],
  "cli": ["cli", "runtime", "server"],
  "server": ["server", "runtime"],

  "runtime": ["runtime"],
  "runtime/problem": [],
  "runtime/ids": [],
  "runtime/contract": ["runtime/contract", "runtime/problem"],
  "runtime/events": ["runtime/contract", "runtime/problem"],
  "runtime/fanout": ["runtime/fanout", "runtime/problem", "runtime/ids"],
  "runtime/graph": ["runtime/graph", "runtime/fanout", "runtime/contract", "runtime/problem", "runtime/ids"],
  "runtime/check": ["runtime/check", "runtime/graph", "runtime/fanout", "runtime/contract", "runtime/problem", "runtime/ids"],
  "runtime/store": ["runtime/store", "runtime/contract", "runtime/events", "runtime/problem"],
  "runtime/registry": ["runtime/registry", "runtime/graph", "runtime/contract", "runtime/problem", "runtime/ids"],
  "runtime/services": ["runtime/services", "runtime/contract", "runtime/problem"],
  "runtime/config": ["runtime/config", "runtime/graph", "runtime/contract", "runtime/problem", "runtime/ids"],
  "runtime/money": ["runtime/money", "runtime/store", "runtime/config", "runtime/contract", "runtime/problem"],
  "runtime/door": ["runtime/door", "runtime/telemetry", "runtime/config", "runtime/contract", "runtime/problem"],
  "runtime/openai": ["runtime/openai", "runtime/door", "runtime/money", "runtime/config", "runtime/graph", "runtime/contract", "runtime/problem"],
  "runtime/packs": ["runtime/packs", "runtime/registry", "runtime/graph", "runtime/contract", "runtime/problem", "runtime/ids"],
  "runtime/isolate": ["runtime/isolate", "runtime/packs", "runtime/graph", "runtime/contract", "runtime/problem"],
  "runtime/bundle": ["runtime/bundle", "runtime/graph", "runtime/contract", "runtime/problem"],
  "runtime/provenance": ["runtime/provenance", "runtime/graph", "runtime/contract", "runtime/problem"],
  "runtime/telemetry": [],
  "runtime/network": ["runtime/network", "runtime/contract", "runtime/problem"],
  "runtime/tape": ["runtime/tape", "runtime/graph", "runtime/contract", "runtime/problem"],
  "runtime/plan": ["runtime/plan", "runtime/graph", "runtime/registry", "runtime/store", "runtime/contract", "runtime/events", "runtime/problem", "runtime/ids"],
  "runtime/schedule": ["runtime/schedule", "runtime/graph", "runtime/fanout", "runtime/plan", "runtime/problem", "runtime/ids"],
  "runtime/execute": ["runtime/execute", "runtime/telemetry", "runtime/money", "runtime/network", "runtime/schedule", "runtime/plan", "runtime/graph", "runtime/registry", "runtime/store", "runtime/contract", "runtime/events", "runtime/problem", "runtime/ids"],
};

/** Allowed where only types cross: the editor's typed client, and the shapes of what it is answered. */
const typesOnly: Readonly<Record<string, readonly string[]>> = { "editor": ["server/app", "runtime/plan-report"] };

/** Parts that a browser loads: nothing of Node in them. */
const browserSafe = ["editor", "runtime/contract", "runtime/graph", "runtime/fanout", "runtime/check", "runtime/bundle", "runtime/provenance", "runtime/problem", "runtime/events", "runtime/ids"];

interface Source {
  /** From the project folder: `runtime/graph/link.ts`. */
  readonly path: string;
  /** Without its comments. */
  readonly code: string;
  readonly imports: readonly { readonly of: string; readonly typeOnly: boolean }[];
}

// A part that is not there yet has no sources.
const sources = (await Promise.all(["editor", "cli", "server", "runtime", "nodes"].map(sourcesIn))).flat();

async function sourcesIn(folder: string): Promise<Source[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && /\.(ts|mjs|js)$/.test(entry.name) && !entry.parentPath.includes("node_modules"));
  return Promise.all(files.map(async (file) => {
    const path = relative(root, join(file.parentPath, file.name)).replaceAll("\\", "/");
    const code = withoutComments(await readFile(join(root, path), "utf8"));
    return { path, code, imports: importsIn(code) };
  }));
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/[^\n]*/g, "$1");
}

function importsIn(code: string): Source["imports"] {
  const statements = [...code.matchAll(/^\s*(import|export)\b([^;"']*?)\bfrom\s*["']([^"']+)["']/gm)].map(([, , what, of]) => ({ of: of!, typeOnly: /^\s*type\b/.test(what!) }));
  const bare = [...code.matchAll(/^\s*import\s*["']([^"']+)["']/gm)].map(([, of]) => ({ of: of!, typeOnly: false }));
  const lazy = [...code.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)].map(([, of]) => ({ of: of!, typeOnly: false }));
  return [...statements, ...bare, ...lazy];
}

/** The module an import of the project's own means, without its extension; undefined for libraries. */
function target(source: Source, of: string): string | undefined {
  return of.startsWith(".") ? posix.join(dirname(source.path), of).replace(/\.(ts|mjs|js)$/, "") : undefined;
}

function within(module: string, part: string): boolean {
  return module === part || module.startsWith(`${part}/`);
}

/** What a source may import: its row of the table, or the rule of packs. */
function allowedFor(path: string): { readonly part: string; readonly allowed: readonly string[] } {
  if (within(path, "nodes")) {
    const pack = posix.join("nodes", path.split("/")[1]!);
    return { part: pack, allowed: [pack, "nodes/story", "runtime/contract"] };
  }
  const module = path.replace(/\.\w+$/, "");
  const part = Object.keys(table).filter((candidate) => within(module, candidate)).sort((a, b) => b.length - a.length)[0]!;
  return { part, allowed: table[part]! };
}

describe("who imports whom", () => {
  test("every import of the project's own is allowed by the table", () => {
    const wrong = sources.flatMap((source) => source.imports.flatMap(({ of, typeOnly }) => {
      const module = target(source, of);
      const { part, allowed } = allowedFor(source.path);
      const fits = [...allowed, ...(typeOnly ? typesOnly[part] ?? [] : [])];
      if (module === undefined || of.endsWith(".json") || fits.some((one) => within(module, one))) return [];
      return [`${source.path} imports ${module}. ${part} may import only ${allowed.length === 0 ? "libraries" : allowed.join(", ")}.`];
    }));
    expect(wrong).toEqual([]);
  });

  test("what a browser loads imports nothing of Node", () => {
    const wrong = sources.filter(({ path }) => browserSafe.some((part) => within(path.replace(/\.\w+$/, ""), part))).flatMap((source) =>
      source.imports.filter(({ of, typeOnly }) => !typeOnly && (of.startsWith("node:") || builtinModules.includes(of))).map(({ of }) =>
        `${source.path} imports ${of}. The editor loads this file: move what needs Node to another part of runtime/.`));
    expect(wrong).toEqual([]);
  });

  test("every library that is imported is a dependency of the package, not one of its development", async () => {
    const { dependencies, optionalDependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Record<string, Record<string, string>>;
    const declared = Object.keys({ ...dependencies, ...optionalDependencies });
    const wrong = sources.filter(({ path }) => !within(path, "editor")).flatMap((source) => source.imports.flatMap(({ of, typeOnly }) => {
      if (typeOnly || of.startsWith(".") || of.startsWith("node:") || declared.some((name) => within(of, name))) return [];
      return [`${source.path} imports ${of}, which package.json does not list under dependencies or optionalDependencies.`];
    }));
    expect(wrong).toEqual([]);
  });

  test("only runtime/services/ffmpeg imports fluent-ffmpeg", () => {
    const importing = sources.filter(({ imports }) => imports.some(({ of }) => of === "fluent-ffmpeg")).map(({ path }) => path);
    expect(importing.filter((path) => !path.startsWith("runtime/services/ffmpeg"))).toEqual([]);
  });
});

describe("laws of the house", () => {
  test("nothing is compiled from text: no eval, no new Function", () => {
    // The isolate's process limits the time of one script of its own, which is a constant; node:vm is what can.
    const timed = ({ path, code }: Source) => path === "runtime/isolate/cell.mjs" && code.match(/new Script\(/g)?.length === 1 && code.includes('new Script("globalThis.stretch()")');
    const wrong = sources.filter((source) => /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(\s*["'`]/.test(source.code) || (/node:vm\b/.test(source.code) && !timed(source))).map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  test("the runtime and the server name no node type of any pack", async () => {
    const packs = (await readdir(join(root, "nodes"), { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const named = new RegExp(`["'\`](?:${packs.join("|")})/[a-z][a-z0-9-]*["'\`]`, "g");
    const wrong = sources.filter(({ path }) => within(path, "runtime") || within(path, "server")).flatMap(({ path, code }) =>
      [...code.matchAll(named)].map(([type]) => `${path} names ${type}. What needs special treatment declares a property that the runtime reads.`));
    expect(wrong).toEqual([]);
  });

  test("a pack comes in by its manifest, as a stranger's would: every folder of nodes/ has one that names it", async () => {
    for (const name of await readdir(join(root, "nodes"))) {
      const manifest = JSON.parse(await readFile(join(root, "nodes", name, "reelwright.pack.json"), "utf8")) as unknown;
      expect(manifest).toMatchObject({ name, contract: 1, entry: "./pack.js" });
    }
  });

  test("only pack.ts exports a default, and what a tool asks for", () => {
    const wrong = sources.filter(({ path, code }) => path.endsWith(".ts") && !/(^|\/)(pack|vite\.config)\.ts$/.test(path) && /^export default\b/m.test(code)).map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});
