import type { Translation } from "../../runtime/contract/index.ts";

const languages = { "zh-CN": "中文（普通话）", "en-US": "英语（美国）" };

export const zhCN: Translation = {
  title: "剧本",
  nodes: {
    "script/arc": {
      title: "故事大纲", summary: "请编剧写出整部剧的故事：分幕、三条副线、转折点、角色，以及每一集的分集大纲。",
      inputs: {
        theme: { title: "主题" },
        language: { title: "语言", summary: "BCP 47 语言代码。", choices: languages },
        episodes: { title: "集数" },
        must: { title: "必须出现", summary: "一定要在某一场里发生的事。" },
        minutes: { title: "每集分钟数" },
        style: { title: "风格" },
        seed: { title: "随机种子" },
      },
      outputs: {
        arc: { title: "故事大纲" },
        outlines: { title: "分集大纲" },
        characters: { title: "角色" },
      },
    },
    "script/assemble": {
      title: "组装分集剧本", summary: "把写好的各场放回这一集的分场规划里。",
      inputs: {
        episode: { title: "已规划的分集" },
        scenes: { title: "写好的场次" },
      },
      outputs: { episode: { title: "分集剧本" } },
    },
    "script/breakdown": {
      title: "场次拆解", summary: "把一场戏拆成场景、镜头和要念出来的台词。",
      inputs: { scene: { title: "场次" } },
      outputs: {
        setting: { title: "场景", summary: "何时、何地、何人、何物：作画所需的全部信息。" },
        shots: { title: "镜头" },
        lines: { title: "台词", summary: "不含字幕卡：那是没人念的。" },
      },
    },
    "script/chat": {
      title: "自由提问", summary: "向编剧模型提任何问题：得到文本，或符合给定 Schema 的 JSON。",
      inputs: {
        prompt: { title: "提示词" },
        system: { title: "系统提示词" },
        schema: { title: "JSON Schema" },
        temperature: { title: "温度" },
        seed: { title: "随机种子" },
      },
      outputs: {
        text: { title: "回复", summary: "模型回复的原文。" },
        json: { title: "回复（JSON）", summary: "JSON 形式的回复；没有给 Schema 时为空。" },
      },
    },
    "script/dialogue": {
      title: "撰写台词", summary: "请台词编剧写一场已规划的戏：台词，以及呈现它们的镜头。",
      inputs: {
        arc: { title: "故事大纲" },
        episode: { title: "分集剧本", summary: "带有分场规划的这一集。" },
        brief: { title: "分场大纲" },
        seed: { title: "随机种子" },
      },
      outputs: { scene: { title: "场次" } },
    },
    "script/episode": {
      title: "分场规划", summary: "请编剧把一集的分集大纲拆成若干场。",
      inputs: {
        arc: { title: "故事大纲" },
        outline: { title: "分集大纲" },
        seed: { title: "随机种子" },
      },
      outputs: {
        episode: { title: "已规划的分集" },
        briefs: { title: "分场大纲" },
      },
    },
    "script/scenes": {
      title: "分集拆解", summary: "从分集剧本中取出各场和角色。",
      inputs: { episode: { title: "分集剧本" } },
      outputs: {
        scenes: { title: "场次" },
        characters: { title: "角色" },
      },
    },
    "script/screenplay": {
      title: "导入剧本", summary: "读取 Fountain 或国内短剧格式的剧本，拆成分集、场次、台词和镜头。",
      inputs: {
        text: { title: "剧本" },
        format: { title: "格式", choices: { auto: "自动识别", fountain: "Fountain", chinese: "国内短剧格式" } },
        language: { title: "语言", summary: "BCP 47 语言代码；用别的文字写的台词按那种语言念。", choices: languages },
        episode: { title: "分集编号", summary: "剧本没有写明是哪一集时使用的编号。" },
      },
      outputs: {
        episodes: { title: "分集剧本" },
        findings: { title: "检查结果" },
      },
    },
  },
};
