import type { Setting } from "../story/index.ts";
import { addNoise, blip, burst, place, scatter, type Stage } from "./texture.ts";
import { sampleRate } from "./wav.ts";

export const beds = ["kitchen", "home", "office", "restaurant", "street", "train", "station", "car", "hospital", "rain", "wind", "insects", "night", "room"] as const;
export type Bed = (typeof beds)[number];

/** What a location sounds like, by the words scripts use for it; the first that fits counts. */
const places: readonly [Bed, RegExp][] = [
  ["rain", /雨|\brain/i],
  ["kitchen", /厨房|灶|kitchen/i],
  ["train", /火车|高铁|动车|列车|地铁|车厢|\b(train|subway|metro)\b/i],
  ["station", /车站|机场|候车|大厅|\b(station|airport|lobby|terminal)\b/i],
  ["car", /车内|车里|出租车|轿车|\b(car|taxi)\b/i],
  ["hospital", /医院|病房|诊所|\b(hospital|clinic|ward)\b/i],
  ["office", /办公|公司|会议|写字楼|工位|\b(office|meeting|boardroom)\b/i],
  ["restaurant", /餐厅|饭店|饭馆|茶馆|咖啡|酒吧|超市|商场|\b(restaurant|caf[eé]|bar|mall|tea ?house)\b/i],
  ["street", /街|路|市场|集市|庙会|巷|胡同|广场|村口|门口|\b(street|road|market|fair|alley|square|gate)\b/i],
  ["wind", /山|海|湖|河|田|桥|天台|屋顶|雪|\b(mountain|sea|lake|river|field|bridge|roof|rooftop|snow)\b/i],
  ["home", /家|客厅|餐桌|堂屋|\b(home|living ?room|dining|house)\b/i],
];

export function bedOf({ location, interior, timeOfDay, lunarDate }: Setting): Bed {
  const known = places.find(([, words]) => words.test(location))?.[0];
  if (known && !(known === "home" && !interior)) return known;
  if (interior) return "room";
  // Around the turn of the year there are no insects to be heard.
  const isWinter = lunarDate === undefined || /^(1[0-2]|01)-/.test(lunarDate);
  if (timeOfDay === "night" || timeOfDay === "evening") return isWinter ? "night" : "insects";
  return "street";
}

const between = (random: () => number, low: number, high: number) => low + (high - low) * random();

/** Adds the bed to the stage; levels are relative, the node brings the whole to its loudness. */
export const render: Readonly<Record<Bed, (stage: Stage) => Promise<void>>> = {
  async kitchen(stage) {
    await addNoise(stage, { low: 300, high: 1600, gain: 0.35, swell: 0.5, every: 1.5 });
    await pot(stage);
    await murmur(stage, 0.35);
    await scatter(stage, 0.25, () => blip({ from: between(stage.random, 1800, 3200), to: 1700, seconds: 0.12, gain: 0.5 }));
  },
  async home(stage) {
    await room(stage);
    await murmur(stage, 0.5);
    await firecrackers(stage, 0.05, 0.8);
  },
  async office(stage) {
    await addNoise(stage, { low: 90, high: 420, gain: 0.8, swell: 0.15 });
    await scatter(stage, 2.2, () => burst(stage.random, { low: 1500, high: 5000, seconds: 0.03, gain: between(stage.random, 0.4, 1) }));
    await murmur(stage, 0.2);
  },
  async restaurant(stage) {
    await room(stage);
    await murmur(stage, 0.9);
    await scatter(stage, 0.8, () => blip({ from: between(stage.random, 2200, 4200), to: 2100, seconds: 0.15, gain: between(stage.random, 0.2, 0.6) }));
  },
  async street(stage) {
    await addNoise(stage, { low: 35, high: 180, gain: 0.9, swell: 0.6, every: 5 });
    await gusts(stage, 0.35);
    await murmur(stage, 0.2);
    await firecrackers(stage, 0.15, 1.6);
  },
  async train(stage) {
    await addNoise(stage, { low: 35, high: 240, gain: 1, swell: 0.25, every: 3 });
    await addNoise(stage, { low: 600, high: 2500, gain: 0.15, swell: 0.4, every: 6 });
    for (let at = 0.4; at * sampleRate < stage.left.length; at += 1.35) {
      for (const joint of [0, 0.16]) place(stage, burst(stage.random, { low: 90, high: 900, seconds: 0.14, gain: between(stage.random, 1.6, 2.4) }), Math.round((at + joint) * sampleRate), 0.5);
    }
  },
  async station(stage) {
    await addNoise(stage, { low: 60, high: 500, gain: 0.6, swell: 0.4 });
    await murmur(stage, 0.9);
    await scatter(stage, 1.5, () => burst(stage.random, { low: 120, high: 1200, seconds: 0.08, gain: between(stage.random, 0.2, 0.7) }));
  },
  async car(stage) {
    await addNoise(stage, { low: 30, high: 140, gain: 1, swell: 0.2 });
    await addNoise(stage, { low: 250, high: 900, gain: 0.3, swell: 0.4, every: 3 });
  },
  async hospital(stage) {
    await addNoise(stage, { low: 110, high: 380, gain: 0.7, swell: 0.1 });
    await murmur(stage, 0.15);
    for (let at = 0.5; at * sampleRate < stage.left.length; at += 1.1) place(stage, blip({ from: 880, to: 880, seconds: 0.12, gain: 0.35 }), Math.round(at * sampleRate), 0.7);
  },
  async rain(stage) {
    await addNoise(stage, { low: 900, high: 7000, gain: 0.5, swell: 0.3, every: 5 });
    await addNoise(stage, { low: 150, high: 800, gain: 0.35, swell: 0.4 });
    await scatter(stage, 14, () => blip({ from: between(stage.random, 900, 2600), to: 700, seconds: 0.03, gain: between(stage.random, 0.2, 0.9) }));
  },
  wind: (stage) => gusts(stage, 1),
  async insects(stage) {
    await room(stage);
    await scatter(stage, 1.2, () => chirps(stage));
  },
  async night(stage) {
    await gusts(stage, 0.5);
    await firecrackers(stage, 0.06, 1);
  },
  room,
};

async function room(stage: Stage): Promise<void> {
  await addNoise(stage, { low: 50, high: 320, gain: 0.6, swell: 0.25, every: 5 });
}

/** Three bands in turn, so that it is heard to move and not only to get louder. */
async function gusts(stage: Stage, gain: number): Promise<void> {
  await addNoise(stage, { low: 60, high: 220, gain, swell: 0.7, every: 4 });
  await addNoise(stage, { low: 220, high: 520, gain: gain * 0.6, swell: 0.95, every: 2.5 });
  await addNoise(stage, { low: 500, high: 1100, gain: gain * 0.25, swell: 1, every: 1.7 });
}

/** People in the next room: several voices' worth of vowels, none of them to be understood. */
async function murmur(stage: Stage, gain: number): Promise<void> {
  for (const [low, high] of [[180, 420], [260, 700], [350, 950]] as const) await addNoise(stage, { low, high, gain: gain * 0.6, swell: 1, every: between(stage.random, 0.14, 0.24) });
}

async function pot(stage: Stage): Promise<void> {
  await scatter(stage, 16, () => {
    const from = between(stage.random, 220, 620);
    return blip({ from, to: from * between(stage.random, 1.3, 2), seconds: between(stage.random, 0.03, 0.08), gain: between(stage.random, 0.5, 1.8) });
  });
}

/** Strings of crackers some streets away: the houses between have taken the treble. */
async function firecrackers(stage: Stage, perSecond: number, gain: number): Promise<void> {
  const { random } = stage;
  await scatter(stage, perSecond, () => {
    const string = new Float32Array(Math.round(between(random, 1.2, 3.2) * sampleRate));
    for (let at = 0; at < string.length - sampleRate * 0.4; at += Math.round(sampleRate * between(random, 0.02, 0.13))) {
      const crack = burst(random, { low: 160, high: between(random, 700, 1500), seconds: between(random, 0.09, 0.3), gain: gain * between(random, 0.3, 1) });
      for (let i = 0; i < crack.length && at + i < string.length; i++) string[at + i]! += crack[i]!;
    }
    return string;
  });
}

function chirps({ random }: Stage): Float32Array {
  const pitch = between(random, 3600, 4800);
  const gain = between(random, 0.1, 0.35);
  const chirp = blip({ from: pitch, to: pitch * 1.02, seconds: 0.035, gain });
  const song = new Float32Array(Math.round(sampleRate * 0.5));
  for (let i = 0, count = 3 + Math.floor(random() * 4); i < count; i++) song.set(chirp, Math.round(i * 0.055 * sampleRate));
  return song;
}
