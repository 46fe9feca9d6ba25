import { dictionary } from "../view/words.ts";

export const words = dictionary({
  en: {
    file: "File", edit: "Edit", insert: "Insert", arrange: "Arrange", view: "View", run: "Run",
    newGraph: "New graph", allGraphs: "All graphs", save: "Save now", saveCopy: "Save a copy…", rename: "Rename…", deleteGraph: "Delete graph…",
    download: "Download as a file", openFile: "Open a file…", reload: "Read again from the server",
    canvas: "Canvas", outline: "Outline", storyboard: "Storyboard", inspector: "Inspector", addNode: "Add a node…",
    findCommand: "Find a command…", shortcuts: "Keyboard shortcuts", nextRegion: "Next part of the page", previousRegion: "Previous part of the page",
    panelRun: "Run panel", panelItems: "Items panel", panelViewer: "Viewer panel", panelProblems: "Problems panel", panelHistory: "History panel", closePanel: "Close the lower panel",
    draft: "Draft quality", final: "Final quality", english: "English", chinese: "中文", dark: "Dark", light: "Light", system: "As the system", help: "Show the first steps",
    untitled: "Untitled", copyTitle: "Save a copy", copyMessage: "The copy opens at once. This graph stays as it is.", name: "Name", nameHelper: "Small letters, digits, dots, dashes. It is the name of the file.",
    saveCopyConfirm: "Save the copy", deleteTitle: (title: string) => `Delete “${title}”?`, deleteMessage: (name: string) => `graphs/${name}.json will be removed. Results that were made stay in the store.`, deleteConfirm: "Delete",
    deleted: (title: string) => `“${title}” was deleted.`, undo: "Undo", renameTitle: "Rename", title: "Title", renameConfirm: "Rename", renamed: "Rename the graph",
    nameEmpty: "A name is needed.", nameLetters: "Only small letters, digits, dots, dashes and underscores; a letter or digit first.", nameTaken: "There is a graph with this name already.",
  },
  zh: {
    file: "文件", edit: "编辑", insert: "插入", arrange: "排列", view: "视图", run: "运行",
    newGraph: "新建图", allGraphs: "全部图", save: "立即保存", saveCopy: "另存副本…", rename: "重命名…", deleteGraph: "删除图…",
    download: "下载为文件", openFile: "打开文件…", reload: "从服务器重新读取",
    canvas: "画布", outline: "大纲", storyboard: "分镜", inspector: "属性栏", addNode: "添加节点…",
    findCommand: "查找命令…", shortcuts: "快捷键", nextRegion: "下一个区域", previousRegion: "上一个区域",
    panelRun: "运行面板", panelItems: "条目面板", panelViewer: "查看面板", panelProblems: "问题面板", panelHistory: "历史面板", closePanel: "关闭下方面板",
    draft: "草稿画质", final: "成片画质", english: "English", chinese: "中文", dark: "深色", light: "浅色", system: "跟随系统", help: "显示入门步骤",
    untitled: "未命名", copyTitle: "另存副本", copyMessage: "副本会立即打开，当前的图保持不变。", name: "名称", nameHelper: "小写字母、数字、点和连字符，也是文件名。",
    saveCopyConfirm: "保存副本", deleteTitle: (title: string) => `删除“${title}”？`, deleteMessage: (name: string) => `将移除 graphs/${name}.json。已生成的结果仍保留在库中。`, deleteConfirm: "删除",
    deleted: (title: string) => `已删除“${title}”。`, undo: "撤销", renameTitle: "重命名", title: "标题", renameConfirm: "重命名", renamed: "重命名图",
    nameEmpty: "请输入名称。", nameLetters: "只能用小写字母、数字、点、连字符和下划线，且以字母或数字开头。", nameTaken: "已有同名的图。",
  },
});
