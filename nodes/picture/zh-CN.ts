import type { Translation } from "../../runtime/contract/index.ts";

export const zhCN: Translation = {
  title: "画面",
  nodes: {
    "picture/storyboard": {
      title: "绘制分镜", summary: "离线绘制一个镜头的画面：按地点和时辰画出布景，按角色形象画出人物，并定好运镜路线。",
      inputs: {
        setting: { title: "场景" },
        shot: { title: "镜头" },
        anchors: { title: "角色形象" },
        festive: { title: "春节布置", summary: "灯笼、福字、春联和彩灯；这场戏的日期不在年节里时不布置。" },
        seed: { title: "随机种子" },
      },
      outputs: { picture: { title: "镜头画面" } },
    },
  },
};
