import type { Translation } from "../../runtime/contract/index.ts";

export const zhCN: Translation = {
  title: "角色",
  nodes: {
    "cast/character": {
      title: "角色定妆", summary: "把文字描述或参考图变成固定的角色形象：五组外貌特征及其内容指纹。",
      inputs: {
        character: { title: "角色" },
        reference: { title: "参考图" },
        style: { title: "造型风格", summary: "用文字写明年代、服装或整体观感；描述没有提到的地方以此为准。" },
        seed: { title: "随机种子" },
      },
      outputs: { anchor: { title: "角色形象" } },
    },
    "cast/reference": {
      title: "补画参考图", summary: "角色没有参考图时，让图像模型画一张肖像，并以它为参考图。",
      inputs: {
        anchor: { title: "角色形象" },
        style: { title: "画面风格", summary: "用文字写明全剧的观感。" },
        seed: { title: "随机种子" },
      },
      outputs: { anchor: { title: "带参考图的形象" } },
    },
    "cast/lock": {
      title: "锁定形象", summary: "写出角色每次出镜时提示词里固定不变的那一段。",
      inputs: { anchor: { title: "角色形象" } },
      outputs: {
        anchor: { title: "已锁定的形象" },
        prompt: { title: "形象提示词" },
      },
    },
    "cast/shot-prompt": {
      title: "镜头提示词", summary: "把出镜角色的形象段落放在画面描述之前，并且只传下他们的形象。",
      inputs: {
        setting: { title: "场景" },
        shot: { title: "镜头" },
        anchors: { title: "角色形象" },
      },
      outputs: {
        prompt: { title: "镜头提示词" },
        anchors: { title: "出镜角色的形象" },
      },
    },
    "cast/verify": {
      title: "核对形象", summary: "逐项核对画面里的每个人是否符合锁定的形象；不符合就重画，留下最好的一张。",
      inputs: {
        picture: { title: "镜头画面" },
        setting: { title: "场景" },
        shot: { title: "镜头" },
        anchors: { title: "角色形象" },
        prompt: { title: "镜头提示词", summary: "生成这张画面时用的提示词；重画时再用。" },
        background: { title: "空景", summary: "生成这张画面时附上的空景；重画时再附上。" },
        style: { title: "画面风格", summary: "用文字写明全剧的观感；重画时使用。" },
        festive: { title: "春节布置", summary: "重画时供离线画师使用。" },
        threshold: { title: "通过线", summary: "看得见的特征里，至少多大比例必须相符。" },
        attempts: { title: "重画次数", summary: "不符合时最多再画几次。" },
        faces: { title: "比对人脸", summary: "用人脸模型比对，需要另行安装；适合实拍质感的作品。" },
        seed: { title: "随机种子", summary: "0 表示直接核对送来的画面；其他数字先按该种子另画一张。" },
      },
      outputs: { picture: { title: "最佳画面" }, verdict: { title: "一致性判定" }, findings: { title: "检查结果" } },
    },
  },
};
