import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startNode } from "../cli/built-cli.ts";
import { readPage } from "../docs/markdown.ts";
import { graph } from "../kit/probe-pack.ts";
import { digestOf } from "../kit/keys.ts";
import { startTestServer } from "./kit.ts";

const guide = await readPage("docs/guides/server.md");
const program = (path: string) => guide.blocks.find((block) => block.path === path)!.text;

test("the guide's programs run a graph and upload a file", async () => {
  const server = await startTestServer();
  for (const path of ["drive.js", "upload.js"]) await writeFile(join(server.home, path.replace(".js", ".mjs")), program(path));
  await server.send("PUT", "/api/graphs/asks", graph({ a: ["things"], fail: ["join", { fails: "bad" }] }, ["a.things -> fail.a"], { name: "asks", inputs: { theme: { type: "text", to: ["a.text"] } } }), { "If-None-Match": "*" });
  const run = (...words: string[]) => startNode(["--input-type=module", "--eval", `process.env.REELWRIGHT = ${JSON.stringify(server.origin)}; process.env.REELWRIGHT_TOKEN = ${JSON.stringify(server.token)}; await import("./${words[0]}");`, "--", ...words], server.home).ended;
  expect(await run("drive.mjs", "asks", '{ "theme": "good bad" }')).toMatchObject({ code: 0, stdout: 'failed {"executed":2,"cached":0,"failed":1,"skipped":0}\n', stderr: 'fail bad "bad" was asked to fail.\n' });
  expect((await run("drive.mjs", "nothing")).stderr).toContain('GRAPH_UNKNOWN: There is no graph "nothing" here.');
  await writeFile(join(server.home, "one.png"), "bytes");
  expect((await run("upload.mjs", "one.png")).stdout).toContain(`artifact: '${digestOf("bytes")}'`);
});

test("the guide lists every address of the server", async () => {
  const server = await startTestServer();
  const { paths } = await server.get("/api/openapi.json");
  const rows = guide.text.split("\n").filter((line) => line.startsWith("| `")).join("\n");
  const told = new Set([...rows.matchAll(/`(?:[A-Z]+ )?(\/[\w/:]+)`/g)].map(([, path]) => path!));
  const described = Object.keys(paths as object).map((path) => path.replaceAll(/\{(\w+)\}/g, ":$1")).filter((path) => path !== "/api/openapi.json");
  expect([...told].sort()).toEqual(described.sort());
});
