import type { Translation } from "../../runtime/contract/index.ts";

export const zhCN: Translation = {
  title: "基础",
  nodes: {
    "core/text": {
      title: "文本", summary: "存放一段文本。",
      inputs: { text: { title: "文本" } },
      outputs: { text: { title: "文本" } },
    },
    "core/number": {
      title: "数字", summary: "存放一个数字。",
      inputs: { number: { title: "数字" } },
      outputs: { number: { title: "数字" } },
    },
    "core/file": {
      title: "文件", summary: "引用一个文件。",
      inputs: { file: { title: "文件" } },
      outputs: { file: { title: "文件" } },
    },
    "core/image": {
      title: "图片", summary: "引用一张图片。",
      inputs: { image: { title: "图片" } },
      outputs: { image: { title: "图片" } },
    },
    "core/audio": {
      title: "音频", summary: "引用一段音频。",
      inputs: { audio: { title: "音频" } },
      outputs: { audio: { title: "音频" } },
    },
    "core/video": {
      title: "视频", summary: "引用一段视频。",
      inputs: { video: { title: "视频" } },
      outputs: { video: { title: "视频" } },
    },
    "core/template": {
      title: "文本模板", summary: "把值填进文本里的 {{名称}}。",
      inputs: {
        template: { title: "模板" },
        values: { title: "取值" },
        a: { title: "值 a", summary: "填入 {{a}} 的内容。" },
        b: { title: "值 b", summary: "填入 {{b}} 的内容。" },
        c: { title: "值 c", summary: "填入 {{c}} 的内容。" },
      },
      outputs: { text: { title: "文本" } },
    },
    "core/pick": {
      title: "挑选", summary: "只放行列表中点名的条目；一个都不点名就全部放行。",
      inputs: {
        items: { title: "条目" },
        keys: { title: "编号", summary: "例如 e03；留空表示全部。" },
      },
      outputs: { items: { title: "选中的条目" } },
    },
    "core/gather": {
      title: "汇总", summary: "把来自多个节点的内容汇成一个列表。",
      inputs: { items: { title: "条目" } },
      outputs: { gathered: { title: "全部条目" } },
    },
    "core/flatten": {
      title: "展平", summary: "把列表的列表按顺序接成一个列表。",
      inputs: { lists: { title: "多个列表" } },
      outputs: { items: { title: "条目" } },
    },
    "core/pairs": {
      title: "两两组合", summary: "把一个列表的每一项与另一个列表的每一项配成对。",
      inputs: {
        a: { title: "这里的每一项" },
        b: { title: "与这里的每一项" },
      },
      outputs: {
        a: { title: "来自前者" },
        b: { title: "来自后者" },
        pairs: { title: "组合" },
      },
    },
    "core/choose": {
      title: "二选一", summary: "两个值只传一个，也只制作被选中的那个。",
      inputs: {
        when: { title: "条件" },
        use: { title: "成立时用" },
        otherwise: { title: "否则用" },
      },
      outputs: { chosen: { title: "选中的值" } },
    },
    "core/note": {
      title: "备注", summary: "写给看图的人的话。",
      inputs: { text: { title: "备注" } },
    },
  },
};
