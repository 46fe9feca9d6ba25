import fs from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/**
 * A disk that refuses, without privileges: every call of this process that makes the disk hold more fails with a system
 * error from the n-th on, until space is freed. The n-th write itself still gets half of its bytes in, as on a real disk.
 */
export interface Starved {
  /** Calls that wanted room so far. */
  readonly calls: number;
  /** Lets everything through again. */
  free(): void;
}

const sync = ["writeSync", "writeFileSync", "mkdirSync", "openSync"] as const;

export async function starve(from: number, code: "ENOSPC" | "EIO" = "ENOSPC"): Promise<Starved> {
  const prototype = await fileHandlePrototype();
  const original = { ...Object.fromEntries(sync.map((name) => [name, fs[name]])), writeFile: prototype.writeFile };
  let calls = 0;
  const refused = () => Object.assign(new Error(`${code}: from the test`), { code, errno: -28, syscall: "write" });

  for (const name of sync) {
    const real = fs[name] as (...words: any[]) => any;
    (fs as Record<string, unknown>)[name] = (...words: any[]) => {
      if (!wantsRoom(name, words)) return real(...words);
      const call = calls++;
      if (call < from) return real(...words);
      if (name === "writeSync" && call === from && words[1].length > 1) return real(words[0], words[1].subarray(0, words[1].length >> 1));
      throw refused();
    };
  }
  prototype.writeFile = async function (this: FileHandle, data: any) {
    const call = calls++;
    if (call < from) return original.writeFile.call(this, data);
    if (call === from) await original.writeFile.call(this, data.subarray(0, data.length >> 1));
    throw refused();
  };
  syncBuiltinESMExports();

  return {
    get calls() { return calls; },
    free() {
      for (const name of sync) (fs as Record<string, unknown>)[name] = original[name as keyof typeof original];
      prototype.writeFile = original.writeFile;
      syncBuiltinESMExports();
    },
  };
}

/** Opening for reading, making a folder that is there: these ask for no room. */
function wantsRoom(name: (typeof sync)[number], words: readonly unknown[]): boolean {
  if (name === "openSync") return /[aw]/.test(String(words[1])) && !fs.existsSync(String(words[0]));
  if (name === "mkdirSync") return !fs.existsSync(String(words[0]));
  return true;
}

/** The class of file handles is not exported; one that is open shows it. */
async function fileHandlePrototype(): Promise<FileHandle> {
  const handle = await open(import.meta.filename);
  await handle.close();
  return Object.getPrototypeOf(handle) as FileHandle;
}
