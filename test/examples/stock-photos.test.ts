import { rm } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Artifact, Context, NodeDefinition } from "../../runtime/contract/index.ts";
import { Secrets } from "../../runtime/config/secrets.ts";
import { networkProvider } from "../../runtime/network/provider.ts";
import { recordedCaller } from "../kit/caller.ts";
import { type Bench, openBench } from "../kit/run-node.ts";
import { dumplings, shot } from "../nodes/voice/stories.ts";
import { closeIsolates, loadExample, ways } from "./example-packs.ts";
import { reaching } from "./photo-pack.ts";
import { type PhotoService, startPhotoService } from "./photo-service.ts";

closeIsolates();

const { lines: _lines, shots: _shots, title: _title, summary: _summary, ...setting } = dumplings;

let service: PhotoService;
let folder: string;
beforeAll(async () => {
  service = await startPhotoService();
  folder = await reaching(service.host);
});
afterAll(async () => {
  await service.close();
  await rm(join(folder, "../../.."), { recursive: true, force: true });
});

describe.each(ways)("stock photos, %s", (way) => {
  let bench: Bench;
  let nodes: Map<string, NodeDefinition>;
  beforeAll(async () => {
    bench = await openBench();
    nodes = new Map((await loadExample("stock-photos", way, folder)).nodes.map((node) => [node.type.split("/")[1]!, node]));
  });
  beforeEach(() => { service.asked.length = 0; });
  afterEach(() => service.fail(undefined));
  afterAll(() => bench.close());

  /** Runs a node with the network as a run would give it, with what the manifest names granted. */
  function run(name: string, inputs: Record<string, unknown>, env: Readonly<Record<string, string>> = { PEXELS_API_KEY: service.key }) {
    const node = nodes.get(name)!;
    const secrets = new Secrets({ env, home: null });
    const provider = networkProvider({
      granted: () => ({ network: ["api.pexels.com", "images.pexels.com", service.host], secrets: ["PEXELS_API_KEY"] }),
      local: [service.host], secret: (secret) => secrets.reader({ env: secret })(),
    });
    const online: NodeDefinition = {
      ...node,
      async run({ inputs, context }) {
        const network = (await provider.open()).bind(recordedCaller({ signal: context.signal }));
        const fetch: Context["fetch"] = (request) => network.fetch({ ...request, pack: "stock-photos" });
        return node.run({ inputs, context: { ...context, fetch } });
      },
    };
    return bench.run(online, inputs);
  }
  const codeOf = (work: Promise<unknown>) => work.then(() => "none", ({ problem }) => problem.code as string);
  const search = (inputs: Record<string, unknown> = {}) => run("search", { query: "kitchen", service: service.address, ...inputs });

  test("searches as the service wants to be asked, and keeps whom to thank", async () => {
    const { photos, total } = await search({ query: " Kitchen 厨房 ", colour: "#FF8800", size: "large" });
    expect(service.asked).toEqual([`/v1/search?query=kitchen%20${encodeURIComponent("厨房")}&orientation=portrait&size=large&color=FF8800&locale=en-US&per_page=15&page=1`]);
    expect(total).toBe(3);
    expect(photos[1]).toEqual({
      id: "2", width: 4000, height: 6000, description: "kitchen 厨房", colour: "#978E82", page: "https://www.pexels.com/photo/2/", photographer: "Zoë 2", photographerPage: "https://www.pexels.com/@zoe",
      file: `http://${service.host}/photos/2.jpeg`,
    });
  });

  test("takes a photo at the size that is filmed, by number or by seed", async () => {
    const { photos } = await search();
    const { image, credit } = await run("photo", { photos, choice: 2, width: 300, height: 400 });
    expect(credit).toEqual({ id: "2", text: "Photo by Zoë 2 on Pexels", photographer: "Zoë 2", photographerPage: "https://www.pexels.com/@zoe", page: "https://www.pexels.com/photo/2/" });
    expect(await sharp(await bench.read(image as Artifact)).metadata()).toMatchObject({ format: "jpeg", width: 300, height: 400 });
    const ids = await Promise.all([0, 1, 2, 3, -1].map(async (seed) => (await run("photo", { photos, seed, width: 64, height: 64 })).credit.id));
    expect(ids).toEqual(["1", "2", "3", "1", "3"]);
  });

  test("a photo is filmed like a drawn picture, at the size it really has", async () => {
    const image = await bench.write("image/jpeg", await sharp({ create: { width: 90, height: 160, channels: 3, background: "#123456" } }).jpeg({ progressive: true }).toBuffer());
    const { picture } = await run("picture", { shot: shot("p02", [], { move: "tilt-up" }), image });
    expect(picture).toEqual({ id: "p02", image, width: 90, height: 160, move: "tilt-up", amount: 0.08, anchors: [], source: "photo" });
    const png = await bench.write("image/png", await sharp({ create: { width: 70, height: 50, channels: 4, background: "#123456" } }).png().toBuffer());
    expect((await run("picture", { shot: shot("p02", []), image: png })).picture).toMatchObject({ width: 70, height: 50 });
    expect(await codeOf(run("picture", { shot: shot("p02", []), image: await bench.write("image/gif", "GIF89a") }))).toBe("PHOTOS_UNREADABLE");
  });

  test.each([
    [{}, { query: "kitchen evening", locale: "en-US" }],
    [{ timeOfDay: "day" }, { query: "kitchen", locale: "en-US" }],
    [{ lunarDate: "12-30", timeOfDay: "night" }, { query: "chinese new year kitchen night", locale: "en-US" }],
    [{ location: "高铁站站台", interior: false, timeOfDay: "dawn" }, { query: "train station sunrise", locale: "en-US" }],
    [{ location: "Observatory Dome", interior: false, timeOfDay: "day" }, { query: "observatory dome", locale: "en-US" }],
    [{ location: "渡口" }, { query: "渡口", locale: "zh-CN" }],
  ])("a place is looked for in a photographer's words: %j", async (given, expected) => {
    expect(await run("words", { setting: { ...setting, ...given } })).toEqual(expected);
  });

  test("everybody is thanked once, and the service too", async () => {
    const credit = (id: string) => ({ id, text: `Photo by Zoë ${id} on Pexels`, photographer: "Zoë", photographerPage: "https://www.pexels.com/@zoe", page: `https://www.pexels.com/photo/${id}/` });
    const { text, file } = await run("credits", { credits: [credit("1"), credit("2"), credit("1")] });
    expect(text).toBe("Photos provided by Pexels https://www.pexels.com\nPhoto by Zoë 1 on Pexels https://www.pexels.com/photo/1/\nPhoto by Zoë 2 on Pexels https://www.pexels.com/photo/2/\n");
    expect((await bench.read(file)).toString("utf8")).toBe(text);
  });

  test.each([[401, "PHOTOS_KEY"], [429, "PHOTOS_LIMIT"], [400, "PHOTOS_REFUSED"], [503, "PHOTOS_UNAVAILABLE"]])("an answer of %i is told in words: %s", async (status, code) => {
    service.fail(status);
    expect(await codeOf(search())).toBe(code);
  });

  test("says when the service counts anew", async () => {
    service.fail(429, { "x-ratelimit-reset": "1800000000" });
    expect(await search().catch(({ problem }) => problem.hint)).toContain("2027-01-15 08:00 UTC");
  });

  test("a wrong key, and no key, are told apart; neither is ever seen by the pack", async () => {
    expect(await codeOf(run("search", { query: "kitchen", service: service.address }, { PEXELS_API_KEY: "wrong" }))).toBe("PHOTOS_KEY");
    expect(await codeOf(run("search", { query: "kitchen", service: service.address }, {}))).toBe("SECRET_MISSING");
  });

  test("no photo found, or fewer than wanted, is said where the choice is made", async () => {
    const { photos } = await search({ query: "nothing at all" });
    expect(photos).toEqual([]);
    expect(await codeOf(run("photo", { photos }))).toBe("PHOTOS_NONE");
    expect(await codeOf(run("photo", { photos: (await search()).photos, choice: 4 }))).toBe("PHOTOS_FEWER");
  });

  test("reaches nobody it was not allowed to", async () => {
    expect(await codeOf(search({ service: "https://example.com/v1" }))).toBe("NETWORK_REFUSED");
    expect(await codeOf(search({ service: `http://localhost:${service.host.split(":")[1]}/v1` }))).toBe("NETWORK_REFUSED");
  });
});
