import { type Schema, instanceOf } from "./instance.ts";
import { sha256 } from "./log.ts";

/** What a model is asked to write: its instructions and questions as one text, and the schema of the answer. */
export interface Writing {
  /** Of the request: `story_bible`, `scene`; empty without a schema. */
  readonly name: string;
  readonly schema: Schema | undefined;
  readonly prompt: string;
  readonly seed: number;
}

/**
 * A writer that reads: of a prompt of the script pack, in Chinese or English, it finds out what is asked for (which episodes,
 * what must occur, who is there) and writes a story to it that can be told from the offline draft. Anything else is answered by
 * an instance of the schema, or without one by a sentence.
 */
export function write(writing: Writing): string {
  const { name, schema, prompt, seed } = writing;
  const tag = sha256(`${seed}/${prompt}`).slice(0, 6);
  switch (name || taskOf(prompt)) {
    case "story_bible": return JSON.stringify(bible(prompt, tag));
    case "episode_outlines": return JSON.stringify({ outlines: outlines(prompt, tag) });
    case "episode_plan": return JSON.stringify(episode(prompt, tag));
    case "scene": return JSON.stringify(scene(prompt, tag));
    default: return schema ? JSON.stringify(instanceOf(schema, `${seed}/${prompt}`)) : `You asked: ${prompt.slice(-160).trim()} I say ${tag}.`;
  }
}

/** What a prompt asks for that comes without a schema, from a client that has learnt that there is no use in one. */
function taskOf(prompt: string): string {
  const tasks: readonly (readonly [string, RegExp])[] = [
    ["story_bible", /写故事大纲|Write the bible/], ["episode_outlines", /的分集大纲|Outline episodes/],
    ["episode_plan", /拆成场次|Break episode/], ["scene", /请写带箭头|Write the one with the arrow/],
  ];
  return tasks.find(([, words]) => words.test(prompt))?.[0] ?? "";
}

const people = [
  { name: "程远", age: 31, gender: "male", role: "科技公司创始人，主角" },
  { name: "许晚", age: 30, gender: "female", role: "小镇诊所医生，青梅竹马" },
  { name: "程母", age: 58, gender: "female", role: "程远的母亲" },
  { name: "老许", age: 61, gender: "male", role: "许晚的父亲" },
] as const;

function bible(prompt: string, tag: string): object {
  const episodes = firstNumber(prompt, /一部共(\d+)集|(\d+) episodes?/);
  const musts = (/(?:必须真正发生|has to happen)[^\n]*\n((?:- .*\n)+)/.exec(prompt)?.[1] ?? "").split("\n").filter(Boolean).map((line) => line.slice(2));
  const named = people.map(({ name }) => name);
  return {
    title: `回家的路 ${tag}`, logline: `一个人回家，一个人等他。${tag}`,
    acts: [{ title: "归来", summary: "他回来了。", fromEpisode: 1, toEpisode: episodes }],
    subplots: ["旧信", "诊所", "年夜饭"].map((title, at) => ({ title, summary: `${title}的事。`, characters: [named[at], named[at + 1]] })),
    turningPoints: [{ episode: 1, what: "发现一封信" }, { episode: episodes, what: "他选择留下" }],
    characters: people.map((person, at) => ({
      ...person, personality: "外冷内热", speakingStyle: "短句", appearance: "圆脸，短发，深色外套",
      relations: [{ to: named[(at + 1) % named.length], kind: "乡亲", address: "" }],
    })),
    musts: musts.map((must, at) => ({ must, episode: 1 + (at % episodes), how: `这一场里有${must}。` })),
  };
}

function outlines(prompt: string, tag: string): object[] {
  const [from, to] = /写第(\d+)集到第(\d+)集/.exec(prompt)?.slice(1).map(Number) ?? /Outline episodes (\d+) to (\d+)/.exec(prompt)!.slice(1).map(Number);
  return Array.from({ length: to! - from! + 1 }, (_, at) => {
    const episode = from! + at;
    return {
      episode, title: `第${episode}夜 ${tag}`, logline: `第${episode}集里他们又见了一面。`, hook: "门响了三下。",
      beats: ["他走进院子，她没有抬头。", "两个人说起那封信。", "灯灭了，他没有走。"], cliffhanger: "门外有人喊他的名字。",
      emotionalCurve: ["anxious", "nostalgic", "romantic"], facts: [`第${episode}集之后他们知道了一件事。`],
    };
  });
}

function episode(prompt: string, tag: string): object {
  const outline = JSON.parse(/^\{"title".*\}$/m.exec(prompt)![0]) as { title: string; logline: string; beats: string[] };
  const seconds = Math.round(firstNumber(prompt, /全集总长 (\d+) 秒|About (\d+) seconds/) / outline.beats.length);
  const names = [...prompt.matchAll(/^- ([^，,\s]+)[，,]/gm)].map(([, name]) => name!).slice(0, 2);
  return {
    title: outline.title, logline: outline.logline,
    scenes: outline.beats.map((purpose, at) => ({
      location: ["程家堂屋", "镇上诊所", "河边"][at % 3], interior: at % 3 !== 2, timeOfDay: "night", purpose: `${purpose}${tag}`, emotion: "nostalgic", characters: names, seconds,
    })),
  };
}

function scene(prompt: string, tag: string): object {
  const present = /^(?:在场人物：|Present: )(.+)$/m.exec(prompt)![1]!.split(/、|, /);
  const [one = "", other = one] = present;
  const line = (speaker: string, to: string, text: string) => ({ kind: "dialogue", speaker, to: to === speaker ? "" : to, text, emotion: "nostalgic", direction: "" });
  const shot = (size: string, lines: readonly object[]) => ({
    size, move: "drift", description: `屋里一盏灯，${present.join("和")}坐着。${tag}`, characters: present, emotion: "nostalgic", seconds: lines.length === 0 ? 3 : 0, lines, transition: "cut",
  });
  return {
    title: `一场戏 ${tag}`, summary: "他们说了几句话。", date: "", lunarDate: "",
    props: [{ name: "信", state: "旧", holder: one }], wardrobe: present.map((character) => ({ character, outfit: "深色外套", reason: "" })),
    shots: [shot("LS", []), shot("MS", [line(one, other, `你还记得那封信吗？${tag}`), line(other, one, `记得，一个字也没忘。${tag}`)])],
  };
}

function firstNumber(prompt: string, pattern: RegExp): number {
  const found = pattern.exec(prompt)?.slice(1).find((group) => group !== undefined);
  if (found === undefined) throw new Error(`the prompt does not say ${pattern}`);
  return Number(found);
}
