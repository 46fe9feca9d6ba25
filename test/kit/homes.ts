import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Pack } from "../../runtime/contract/pack.ts";
import { openRuntime, type Runtime } from "../../runtime/index.ts";

/** Runtimes and project folders of a test file; after each test they are closed and removed. */
export interface Homes {
  fresh(): Promise<string>;
  open(pack: Pack, home?: string | null): Promise<Runtime>;
}

export function testHomes(): Homes {
  const homes: string[] = [];
  const runtimes: Runtime[] = [];
  afterEach(async () => {
    for (const runtime of runtimes.splice(0)) await runtime.close();
    for (const home of homes.splice(0)) await rm(home, { recursive: true, force: true });
  });
  return {
    async fresh() {
      const home = await mkdtemp(join(tmpdir(), "reelwright-test-"));
      homes.push(home);
      return home;
    },
    async open(pack, home = null) {
      const runtime = await openRuntime({ home, packs: [pack], builtIn: false });
      runtimes.push(runtime);
      return runtime;
    },
  };
}
