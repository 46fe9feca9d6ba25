/** @type {import("reelwright/pack").Translation} */
export const zhCN = {
  title: "Sparkle",
  types: { "sparkle/post": "发布文案" },
  nodes: {
    "sparkle/post": {
      title: "发布文案",
      summary: "为一集短剧写发布文案：标题、最抓人的那句台词，以及话题标签。",
      inputs: {
        episode: { title: "剧集", summary: "要发布的那一集。" },
        tags: { title: "话题", summary: "带不带 # 都可以。" },
        length: { title: "字数", summary: "平台允许的最多字符数；超出时截短台词，不截标签。" },
      },
      outputs: {
        post: { title: "文案", summary: "标题、正文、话题，各自分开。" },
        text: { title: "全文", summary: "整段文字，直接粘贴即可。" },
      },
    },
  },
};
