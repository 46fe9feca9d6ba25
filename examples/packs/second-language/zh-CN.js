export const zhCN = {
  title: "译制配音",
  types: { "second-language/term": "译名" },
  nodes: {
    "second-language/glossary": {
      title: "译名表", summary: "读入固定译法，每行一个。",
      inputs: { text: { title: "词语", summary: "每行写成“奶奶 = Grandma”，# 之后是备注。" } },
      outputs: { glossary: { title: "译名表", summary: "交给人名和各场翻译。" } },
    },
    "second-language/names": {
      title: "译人名", summary: "一次定下所有角色在另一种语言里的称呼，让各场一致。",
      inputs: {
        characters: { title: "角色", summary: "这一集的角色。" },
        language: { title: "语言", summary: "译成哪种语言，如 `en-US`。" },
        glossary: { title: "译名表", summary: "已经定下的名字。" },
        seed: { title: "种子", summary: "换一个种子就换一种译法。" },
      },
      outputs: { glossary: { title: "译名表", summary: "已给的译法，加上全部人名。" }, characters: { title: "角色", summary: "名字已换成另一种语言。" } },
    },
    "second-language/translate": {
      title: "翻译一场戏", summary: "翻译一场戏的台词，让每句都能在原来的时间里说完。",
      inputs: {
        scene: { title: "场次", summary: "原文的一场戏。" },
        characters: { title: "角色", summary: "告诉译者谁在说话、怎么说话。" },
        timeline: { title: "场次时间线", summary: "原片的时间线：每句台词有多长。留空则只有给了时间的台词才要合拍。" },
        language: { title: "语言", summary: "译成哪种语言，如 `en-US`。" },
        glossary: { title: "译名表", summary: "固定的译法。" },
        notes: { title: "给译者的话", summary: "给谁看、译得多自由等要求。" },
        seed: { title: "种子", summary: "换一个种子就换一种译文。" },
      },
      outputs: {
        scene: { title: "场次", summary: "台词已译好，并写明每句的时间。" },
        lines: { title: "台词", summary: "全部台词，包括字幕卡，供双语字幕使用。" },
        findings: { title: "检查结果", summary: "仍然太长，或缺了译名的台词。" },
        source: { title: "译者", summary: "模型的名字。" },
      },
    },
    "second-language/fit": {
      title: "配音合拍检查", summary: "检查译配的台词与原片时间差多少。",
      inputs: {
        scene: { title: "译好的场次", summary: "写明每句时间的那场戏。" },
        spoken: { title: "配音", summary: "这场戏的配音。" },
        tolerance: { title: "容许误差", summary: "0.1 表示可长或可短一成，合成时会抹平。" },
      },
      outputs: { findings: { title: "检查结果", summary: "太长、太短或没有配上的台词。" }, worst: { title: "最长一句与时间之比", summary: "1 为正好；没有一句给了时间则为 0。" } },
    },
  },
};
