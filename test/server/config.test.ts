import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startTestServer, testFolder } from "./kit.ts";

/** Whoever can write the configuration can have a program started and money spent: that is for those at the machine. */
test("the configuration is neither read out nor written over HTTP", async () => {
  const home = await testFolder();
  const file = join(home, "reelwright.config.json");
  const text = `{ "concurrency": 2 } // a comment that only this file has\n`;
  await writeFile(file, text);
  const server = await startTestServer({ home });
  const { paths } = await server.get("/api/openapi.json");
  expect(Object.keys(paths).filter((path) => /config/.test(path))).toEqual([]);
  const names = ["/api/config", "/reelwright.config.json", "/api/graphs/reelwright.config", "/api/graphs/..%2Freelwright.config", "/api/graphs/%2e%2e%2freelwright.config.json"];
  for (const path of names) {
    expect(await (await server.fetch(path)).text(), path).not.toContain("a comment that only this file has");
    await server.send("PUT", path, { packs: ["./evil"] });
    await server.send("PUT", path, { format: "reelwright/graph@1", name: "reelwright.config", nodes: {} });
  }
  expect(await readFile(file, "utf8")).toBe(text);
});
