import { dictionary } from "../view/words.ts";

export const words = dictionary({
  en: {
    hero: "Write a story. Get the episode.", sub: "Open a template, change a line, press Run: script, voices, pictures, cut and checks run as one graph, and only what your change reaches is made again.",
    step1: "Open a template", step2: "Change a line", step3: "Press Run",
    templates: "Templates", yours: "Your graphs", parts: "Building blocks", partsHelp: "Graphs that others use as one node.",
    blank: "Blank", blankHelp: "Start from nothing.", open: (title: string) => `Open ${title}`, useTemplate: (title: string) => `Open a copy of ${title}`,
    nodes: (count: number) => `${count} ${count === 1 ? "node" : "nodes"}`, changed: (when: string) => `changed ${when}`, inBrowser: "in this browser only",
    succeeded: "finished", failed: "failed", cancelled: "cancelled", "over-budget": "budget reached", running: "running", interrupted: "interrupted", queued: "queued",
    lastRun: (outcome: string, when: string) => `last run ${outcome}, ${when}`, cost: (money: string) => `cost ${money}`,
    find: "Find a graph", none: (query: string) => `No graph is called “${query}”.`, noneYet: "Nothing yet. Open a template or start from a blank graph: what you make is kept here.",
    duplicate: (title: string) => `Make a copy of ${title}`, remove: (title: string) => `Delete ${title}…`, tryAgain: "Try again", loading: "Reading the graphs…",
  },
  zh: {
    hero: "写下故事，得到成片。", sub: "打开模板，改一句台词，点击运行：剧本、配音、画面、剪辑与质检在一张图里完成，只重做受改动影响的部分。",
    step1: "打开模板", step2: "改一句台词", step3: "点击运行",
    templates: "模板", yours: "我的图", parts: "积木", partsHelp: "可在其他图中当作一个节点使用。",
    blank: "空白图", blankHelp: "从零开始。", open: (title: string) => `打开 ${title}`, useTemplate: (title: string) => `打开副本：${title}`,
    nodes: (count: number) => `${count} 个节点`, changed: (when: string) => `修改于 ${when}`, inBrowser: "仅在此浏览器",
    succeeded: "已完成", failed: "失败", cancelled: "已取消", "over-budget": "达到预算", running: "运行中", interrupted: "已中断", queued: "排队中",
    lastRun: (outcome: string, when: string) => `上次运行${outcome}，${when}`, cost: (money: string) => `花费 ${money}`,
    find: "查找图", none: (query: string) => `没有名为“${query}”的图。`, noneYet: "还没有图。打开一个模板，或从空白图开始，您的图会保存在这里。",
    duplicate: (title: string) => `复制“${title}”`, remove: (title: string) => `删除“${title}”…`, tryAgain: "重试", loading: "正在读取图…",
  },
});
