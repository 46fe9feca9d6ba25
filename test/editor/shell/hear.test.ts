import { beforeAll, expect, test, vi } from "vitest";
import type { Server, ServerListener } from "../../../editor/api/server.ts";
import { type PackListing, port, Type } from "../../../runtime/contract/index.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { settled } from "../keeping/kit.ts";

let Workspace: typeof import("../../../editor/state/workspace.ts").Workspace;
let hear: typeof import("../../../editor/shell/hear.ts").hear;

beforeAll(async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem() {} });
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {} }));
  vi.stubGlobal("document", { documentElement: { dataset: {}, lang: "" }, visibilityState: "visible", addEventListener() {} });
  vi.stubGlobal("navigator", { language: "en-US", platform: "Linux" });
  ({ Workspace } = await import("../../../editor/state/workspace.ts"));
  ({ hear } = await import("../../../editor/shell/hear.ts"));
});

const words = port.value(Type.String());
const trial = (...inputs: string[]): PackListing => ({
  name: "trial", title: "Trial", version: "1.0.0", types: [], conversions: [], translations: {},
  nodes: [{ type: "trial/shout", version: 1, title: "Shout", summary: "Shouts.", inputs: Object.fromEntries(inputs.map((name) => [name, words])), outputs: { words } }],
});
const graph: GraphDocument = { format: "reelwright/graph@1", name: "small", nodes: { shout: { type: "trial/shout" } } };

/** A page on a server whose packs are what `has` says, or that cannot load them. */
async function openPage(has: () => PackListing[]) {
  let listener: ServerListener | undefined;
  const server = {
    listen(heard: ServerListener) { listener = heard; return () => {}; },
    packs: async () => ({ packs: has(), roles: {}, pinyin: {} }),
  } as unknown as Server;
  const workspace = new Workspace(server);
  workspace.packs.take(await server.packs());
  const session = await workspace.openDocument(graph, undefined);
  hear(workspace);
  return { workspace, session, turn: async (online: boolean) => { listener!.online(online); await settled(); } };
}

const inputs = ({ session }: Awaited<ReturnType<typeof openPage>>) => session.portsOf("shout").inputs.map(({ name }) => name);

test("a server that comes back with other packs is asked for them, and the open graph stays and has their ports", async () => {
  let packs = [trial("words")];
  const page = await openPage(() => packs);
  expect(inputs(page)).toEqual(["words"]);
  packs = [trial("words", "loudness")];
  await page.turn(false);
  expect(inputs(page)).toEqual(["words"]);
  await page.turn(true);
  expect(inputs(page)).toEqual(["words", "loudness"]);
  expect(page.workspace.session).toBe(page.session);
});

test("packs that do not load are told of, and the page goes on with those it had", async () => {
  let broken = false;
  const page = await openPage(() => {
    if (broken) throw new Error("The pack \"trial\" cannot be loaded.");
    return [trial("words")];
  });
  broken = true;
  await page.turn(false);
  await page.turn(true);
  expect(inputs(page)).toEqual(["words"]);
  expect(page.workspace.notices.list.map(({ message }) => message)).toEqual(["The pack \"trial\" cannot be loaded."]);
  broken = false;
  await page.turn(false);
  await page.turn(true);
  expect(page.workspace.notices.list).toEqual([]);
});
