import type { Translation } from "../../runtime/contract/index.ts";

const style = { title: "画面风格", summary: "用文字写明全剧的观感：写实摄影、水墨、九十年代胶片。" };
const festive = { title: "春节布置", summary: "供离线画师使用：灯笼、福字、春联和彩灯；这场戏的日期不在年节里时不布置。" };
const emotions = {
  "neutral": "平静", "joyful": "喜悦", "family-warm": "温馨", "nostalgic": "怀旧", "light-hearted": "轻松", "romantic": "浪漫",
  "dramatic": "紧张激烈", "sad": "悲伤", "angry": "愤怒", "anxious": "焦虑", "surprised": "惊讶", "determined": "坚定",
};
const seed = { title: "随机种子" };

export const zhCN: Translation = {
  title: "画面",
  nodes: {
    "picture/image": {
      title: "生成镜头画面", summary: "让图像模型画出一个镜头的画面，并附上出镜角色的锁定形象和参考图。",
      inputs: {
        setting: { title: "场景" },
        shot: { title: "镜头" },
        anchors: { title: "角色形象" },
        prompt: { title: "镜头提示词", summary: "由“镜头提示词”节点写好；留空则按场景、镜头和角色形象现写。" },
        background: { title: "空景", summary: "由“生成空景”节点画好：作为最后一张参考图一并附上。" },
        style, festive, seed,
      },
      outputs: { picture: { title: "镜头画面" } },
    },
    "picture/background": {
      title: "生成空景", summary: "让图像模型画出这场戏的空景，作为参考图随每个镜头一起附上。",
      inputs: { setting: { title: "场景" }, style, festive, seed },
      outputs: { background: { title: "空景" } },
    },
    "picture/expression": {
      title: "生成表情", summary: "让图像模型画出角色带某种情绪的肖像；没有参考图的角色从此以它为参考图。",
      inputs: { anchor: { title: "角色形象" }, emotion: { title: "情绪", choices: emotions }, style, seed },
      outputs: { portrait: { title: "肖像" }, anchor: { title: "带参考图的形象" } },
    },
    "picture/video": {
      title: "让画面动起来", summary: "让视频模型以镜头画面为首帧生成动态画面。",
      inputs: {
        picture: { title: "镜头画面" },
        shot: { title: "镜头" },
        seconds: { title: "秒数", summary: "比镜头长的部分会剪掉；比镜头短则停在最后一帧。" },
        style, seed,
      },
      outputs: { picture: { title: "动态画面" } },
    },
    "picture/storyboard": {
      title: "绘制分镜", summary: "离线绘制一个镜头的画面：按地点和时辰画出布景，按角色形象画出人物，并定好运镜路线。",
      inputs: {
        setting: { title: "场景" },
        shot: { title: "镜头" },
        anchors: { title: "角色形象" },
        festive: { title: "春节布置", summary: "灯笼、福字、春联和彩灯；这场戏的日期不在年节里时不布置。" },
        seed,
      },
      outputs: { picture: { title: "镜头画面" } },
    },
  },
};
