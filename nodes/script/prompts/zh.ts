import type { Arc } from "../../story/index.ts";
import type { Prompts } from "./prompts.ts";

const craft = `你是一位写过多部爆款竖屏短剧的编剧。你的原则：
- 前三秒必须有钩子：一句狠话、一个意外、一件反常的东西，不用旁白铺垫。
- 每集只讲一件事，人物每一场都在要什么、怕什么；最后十秒留一个让人非点下一集不可的悬念。
- 台词像人说话：短、有来有回、话里有话；一句不超过二十五个字；不喊口号，不解释感情，不用“命运的齿轮”之类的套话。
- 幽默来自人物性格，重复三次的笑点要有变化，最后一次要能让人鼻子一酸。
- 尊重习俗：不送钟、伞、梨、鞋；红包数目不带4；初一不扫地、不动刀剪、不说不吉利的话；称呼要与亲属关系一致。2026年是马年，除夕是腊月廿九（2026-02-16），没有年三十，初一是2026-02-17，元宵是2026-03-03。`;

const json = "只输出一个符合给定 JSON Schema 的 JSON 对象，不要解释，不要代码围栏。人物一律用姓名指代，前后写法一致。";

export const chinese: Prompts = {
  bible: ({ theme, language, episodes, must, minutes, style }) => ({
    system: `${craft}\n\n${json}`,
    user: [
      `请为一部共${episodes}集、每集约${minutes}分钟的竖屏短剧写故事大纲。`,
      `题材：${theme}`,
      style && `风格：${style}`,
      `语言：${language}`,
      must.length > 0 && `下面每一项都必须真正发生在某一集的某一场里（不是提一句就算）：\n${must.map((item) => `- ${item}`).join("\n")}\n在 musts 里逐项写明：must 照抄原文，episode 是第几集，how 用一句话写怎么发生。`,
      must.length === 0 && "没有指定必须出现的内容，musts 给空数组。",
      "要求：",
      `- acts：按起承转合分幕，fromEpisode 到 toEpisode 首尾相接，覆盖第1集到第${episodes}集。`,
      "- subplots：正好三条副线，各有自己的人物和变化，最后都与主线撞在一起。",
      "- turningPoints：写清第几集发生了什么，至少包含发现、背离、抉择三类。",
      "- characters：四到八人。personality 写矛盾之处，speakingStyle 写得出口头禅和句子长短，appearance 写脸、发、衣、身形、标记，relations 写清谁是谁的什么人、怎么称呼，to 只能是 characters 里的姓名，没有称呼就写空字符串。每项文字不超过四十字。",
    ].filter(Boolean).join("\n"),
  }),

  outlines: ({ theme, episodes, minutes, style, bible, from, to, before }) => ({
    system: `${craft}\n\n${json}`,
    user: [
      `这是一部共${episodes}集的竖屏短剧，题材：${theme}${style ? `，风格：${style}` : ""}。故事大纲如下：`,
      JSON.stringify(bible),
      before.length > 0 && `已经写好的各集（不得矛盾，不得重复）：\n${before.map((o) => `第${o.episode}集《${o.title}》${o.logline} 悬念：${o.cliffhanger} 事实：${o.facts.join("；")}`).join("\n")}`,
      `请写第${from}集到第${to}集的分集大纲，outlines 里按集数顺序一集一项，一集不缺。每集约${minutes}分钟。`,
      "- hook：开场三秒看到或听到的。beats：二到五场戏，一场一句，写清谁做了什么、什么变了。",
      "- cliffhanger：最后一个画面或最后一句话，必须由下一集接住。",
      "- emotionalCurve：逐场的情绪。facts：这一集之后成立的事实，短句，后面各集要用。",
      "- 大纲里 musts 指定的事，写进对应那一集的 beats。每集不超过二百字。",
    ].filter(Boolean).join("\n"),
  }),

  episode: ({ arc, outline, facts }) => ({
    system: `${craft}\n\n${json}`,
    user: [
      bibleText(arc),
      facts.length > 0 ? `此前已经成立的事实：\n${facts.map((fact) => `- ${fact}`).join("\n")}` : "这是第一集，此前没有发生任何事。",
      neighbours(arc, outline.index),
      `请把第${outline.index}集拆成场次：`,
      JSON.stringify({ title: outline.title, logline: outline.logline, hook: outline.hook, beats: outline.beats, cliffhanger: outline.cliffhanger, emotionalCurve: outline.emotionalCurve }),
      `- 全集总长 ${Math.round(outline.targetMs / 1000)} 秒左右，seconds 相加要对得上；每场 15 到 60 秒。`,
      "- 第一场从 hook 开始，最后一场停在 cliffhanger。地点少而有用，同一地点写法一致。",
      "- purpose 写这一场里什么变了，不写气氛。characters 只写真正在场或说话的人，只用人物表里的姓名，群众不写。",
    ].join("\n"),
  }),

  scene: ({ arc, episode, scene, facts }) => ({
    system: `${craft}\n\n${json}`,
    user: [
      bibleText(arc),
      facts.length > 0 && `此前已经成立的事实，可以自然地提起：\n${facts.map((fact) => `- ${fact}`).join("\n")}`,
      `第${episode.index}集《${episode.title}》：${episode.logline}`,
      `本集场次：\n${episode.plan.map((brief) => `${brief.id === scene.id ? "→" : "　"} ${brief.id} ${brief.location}：${brief.purpose}`).join("\n")}`,
      `请写带箭头的那一场：${scene.location}，${scene.interior ? "内" : "外"}，时段 ${scene.timeOfDay}，情绪 ${scene.emotion}，约 ${Math.round(scene.durationMs / 1000)} 秒。`,
      `在场人物：${scene.characters.map((id) => nameOf(arc, id)).join("、")}`,
      "- shots 按顺序写镜头，台词写在说它的那个镜头里，一个镜头最多两句。先给一个无台词的定场镜头，之后景别交替，情绪重的台词用近景或特写。",
      "- description 只写看得见的；characters 写画面里从左到右的人，只用人物表里的姓名，群众写进 description；seconds 只给无台词的镜头（2到5秒），有台词的写0；transition 一般是 cut。",
      "- speaker、to、holder、wardrobe 里的 character 也只用人物表里的姓名；没人拿着的道具 holder 为空字符串。",
      "- lines：kind 用 dialogue、voiceover（画外）、os（心声）或 caption（字幕卡，speaker 为空）；direction 写怎么说，没有就空字符串；to 是对谁说，没有就空字符串。",
      "- 别的场次的话不要再说一遍；笑点、称呼、口头禅与人物表一致。",
      "- date、lunarDate 不确定就写空字符串；道具写状态和拿在谁手里，服装写在场每个人的。",
    ].filter(Boolean).join("\n"),
  }),

  repair: {
    invalid: (faults) => `你的回复不能用，原因：\n${faults.map((fault) => `- ${fault}`).join("\n")}\n请改正后重新输出完整的 JSON 对象，只要 JSON。`,
    goOn: (list, count) => `你的回复到这里被截断了，上面是已经写完的部分（${list} 共${count}项）。请接着写：输出同样结构的 JSON 对象，${list} 里只放第${count}项之后还没写的各项，其余字段照抄，不要重复已写的，只要 JSON。`,
    truncated: () => "你的回复太长，被截断了。请从头重写，每个字段都写得更短，输出完整的 JSON 对象，只要 JSON。",
  },
};

function bibleText(arc: Arc): string {
  return [
    `短剧《${arc.title}》。题材：${arc.theme}。${arc.logline}`,
    `人物：\n${arc.characters.map((c) => `- ${c.name}，${c.age ?? "年龄不详"}，${c.role}。性格：${c.personality}。说话：${c.speakingStyle}。${c.relations.map((r) => `${nameOf(arc, r.to)}是其${r.kind}${r.address ? `，称“${r.address}”` : ""}`).join("；")}`).join("\n")}`,
    `副线：\n${arc.subplots.map((plot) => `- ${plot.title}：${plot.summary}`).join("\n")}`,
    `转折：${arc.turningPoints.map((point) => `第${point.episode}集 ${point.what}`).join("；")}`,
  ].join("\n");
}

function neighbours(arc: Arc, index: number): string {
  const before = arc.outlines.find((outline) => outline.index === index - 1);
  const after = arc.outlines.find((outline) => outline.index === index + 1);
  return [
    before && `上一集停在：${before.cliffhanger}`,
    after ? `下一集会从这里开始：${after.hook}` : "这是最后一集，主线要收住。",
  ].filter(Boolean).join("\n");
}

function nameOf(arc: Arc, id: string): string {
  return arc.characters.find((character) => character.id === id)?.name ?? id;
}
