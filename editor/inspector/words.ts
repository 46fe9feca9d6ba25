import { dictionary } from "../view/words.ts";

const levels = ["", "list of ", "list of lists of "];
const levelsInChinese = ["", "列表", "列表的列表"];

export const words = dictionary({
  en: {
    doSet: (label: string) => `Set ${label}`,
    anything: "anything", listOf: (type: string, rank: number) => `${levels[rank] ?? `${rank} levels of lists of `}${type}`,
    title: "Title", summary: "What it is for", summaryHint: "Say in a sentence what this graph makes.",
    // The graph.
    graph: "Graph", graphInputs: "Inputs of this graph", graphInputsHelp: "What to change from one film to the next. Runs, the command line and other graphs set these.",
    noGraphInputs: "No inputs yet. Select a node and choose “Make it an input of the graph” beside one of its inputs.",
    graphOutputs: "What this graph gives", noGraphOutputs: "Nothing yet. Select a node and mark one of its outputs as a result.",
    feeds: "Goes to", feedsNothing: "goes nowhere", comesFrom: "from", needed: "needed",
    nodes: (count: number) => count === 1 ? "1 node" : `${count} nodes`, edges: (count: number) => count === 1 ? "1 edge" : `${count} edges`,
    problems: (count: number) => count === 1 ? "1 problem" : `${count} problems`, showProblem: "Show",
    rename: (title: string) => `Rename ${title}`, newTitle: "Title", explanation: "Explanation", doHideInput: "Give the input back to its nodes", hideInput: "No longer an input of the graph", hideOutput: "No longer a result of the graph",
    // A node.
    mode: "Mode", modeOn: "On", modeMuted: "Muted", modeBypassed: "Bypassed", doMode: "Change mode", modeHelpMuted: "Does not run, nor does what needs it.", modeHelpBypassed: "Does not run, and passes on what comes in.",
    inputs: "Inputs", outputs: "Outputs", noInputs: "It has no inputs.", noOutputs: "It gives nothing.",
    fromGraph: "input of the graph", connect: "Needs a connection.", notConnected: "Not connected, which is fine.", writeByHand: "Write it by hand", goesTo: "to", goesNowhere: "not connected",
    show: (title: string) => `Show ${title} on the node`, hide: (title: string) => `Do not show ${title} on the node`, doShow: "Show on the node", doHide: "Hide on the node",
    expose: (title: string) => `Make ${title} an input of the graph`, unexpose: (title: string) => `Take ${title} back from the graph's inputs`, doExpose: "Make an input of the graph",
    exposeOutput: (title: string) => `Make ${title} a result of the graph`, unexposeOutput: (title: string) => `${title} is no longer a result of the graph`, doExposeOutput: "Make a result of the graph", result: "result of the graph",
    disconnect: (from: string) => `Disconnect ${from}`, doDisconnect: "Disconnect", earlier: (from: string) => `${from}: earlier`, later: (from: string) => `${from}: later`, doMove: "Change the order", runsPerItem: (depth: number) => depth === 1 ? "Runs once per item." : `Runs once per item, over ${depth} levels of lists.`,
    openGraph: "Open this graph", volatile: "Runs every time: its outcome may differ.",
    // Items.
    decisions: "Decisions for single items", pinned: "kept take", wholeNode: "(the whole node)", showItem: (item: string) => `Show item ${item}`, removeDecision: (what: string) => `Take back ${what}`, doRemoveDecision: "Take back a decision",
    // Runs.
    lastRun: "Last run", nextRun: "Next run", willRun: (count: number) => count === 1 ? "1 item will run" : `${count} items will run`, reused: (count: number) => `${count} reused`, depends: (count: number) => `${count} depend on what is made before`,
    nothingToDo: "Nothing: everything is there already.", was: "was", isNow: "now", showItems: "Show items", took: "took", cost: "cost",
    services: "Who does it", standIn: "stand-in", nobody: "nobody", nobodyHelp: "Name a provider for this role in reelwright.config.json.",
    // Unknown.
    unknownType: "Not installed", unknownHelp: "No pack here provides this node type. The node is kept exactly as it is, and everything that does not need it can be run. This brings the packs that the graph needs, after asking what they may do:",
    copyCommand: "Copy the command", commandCopied: "Copied. Run it in a terminal, in the folder of the project, then start the server again.",
    unknownGraphHelp: (name: string) => `There is no graph called “${name}”. Its connections are kept. Put the file ${name}.json into the folder graphs, or choose another node.`, rawValues: "Settings as written",
    // Several.
    several: (count: number) => `${count} nodes`, elements: (count: number) => `${count} elements`, shared: "Inputs they share", noShared: "They have no input in common that is set by hand.", colour: "Colour", doColour: "Change colour", noColour: "No colour", hue: (hue: number) => `Hue ${hue}`, arrange: "Arrange",
    removeAll: "Remove", doRemove: "Remove",
    // Edges.
    edge: "Edge", from: "From", to: "To", gives: "gives", takes: "takes", once: "Runs once.", wraps: "One value becomes a list of one.", gathers: "Takes the whole list at once.", repeats: "The same for every item.", converts: (from: string, to: string) => `${from} is turned into ${to}.`, partial: "Takes what is there when some items failed.", lazy: "Runs only for the items that ask for it.",
    removeEdge: "Disconnect",
    // Frames and notes.
    frame: "Frame", note: "Note", text: "Text", removeFrame: "Remove the frame", removeNote: "Remove the note",
  },
  zh: {
    doSet: (label: string) => `设置${label}`,
    anything: "任意类型", listOf: (type: string, rank: number) => `${type}${levelsInChinese[rank] ?? `的 ${rank} 层列表`}`,
    title: "标题", summary: "用途说明", summaryHint: "用一句话说明这张图做什么。",
    graph: "图", graphInputs: "这张图的输入", graphInputsHelp: "换一部片子时要改的内容。运行、命令行和其他图都从这里传值。",
    noGraphInputs: "还没有输入。选中一个节点，在它的输入旁点“设为图的输入”。",
    graphOutputs: "这张图的结果", noGraphOutputs: "还没有结果。选中一个节点，把它的输出设为图的结果。",
    feeds: "用于", feedsNothing: "没有用到", comesFrom: "来自", needed: "必填",
    nodes: (count: number) => `${count} 个节点`, edges: (count: number) => `${count} 条连线`,
    problems: (count: number) => `${count} 个问题`, showProblem: "查看",
    rename: (title: string) => `重命名${title}`, newTitle: "标题", explanation: "说明", doHideInput: "把输入还给节点", hideInput: "不再作为图的输入", hideOutput: "不再作为图的结果",
    mode: "状态", modeOn: "启用", modeMuted: "静音", modeBypassed: "绕过", doMode: "改变状态", modeHelpMuted: "不运行，依赖它的节点也不运行。", modeHelpBypassed: "不运行，把输入原样传下去。",
    inputs: "输入", outputs: "输出", noInputs: "没有输入。", noOutputs: "没有输出。",
    fromGraph: "图的输入", connect: "需要连线。", notConnected: "可以不连。", writeByHand: "手动填写", goesTo: "到", goesNowhere: "未连接",
    show: (title: string) => `在节点上显示${title}`, hide: (title: string) => `不在节点上显示${title}`, doShow: "在节点上显示", doHide: "在节点上隐藏",
    expose: (title: string) => `把${title}设为图的输入`, unexpose: (title: string) => `不再把${title}作为图的输入`, doExpose: "设为图的输入",
    exposeOutput: (title: string) => `把${title}设为图的结果`, unexposeOutput: (title: string) => `不再把${title}作为图的结果`, doExposeOutput: "设为图的结果", result: "图的结果",
    disconnect: (from: string) => `断开${from}`, doDisconnect: "断开连线", earlier: (from: string) => `${from}：提前`, later: (from: string) => `${from}：推后`, doMove: "改变次序", runsPerItem: (depth: number) => depth === 1 ? "对每一项各运行一次。" : `对 ${depth} 层列表的每一项各运行一次。`,
    openGraph: "打开这张图", volatile: "每次都会运行：结果可能不同。",
    decisions: "单独设置的条目", pinned: "固定的结果", wholeNode: "（整个节点）", showItem: (item: string) => `查看条目 ${item}`, removeDecision: (what: string) => `撤销${what}`, doRemoveDecision: "撤销单独设置",
    lastRun: "上次运行", nextRun: "下次运行", willRun: (count: number) => `将运行 ${count} 项`, reused: (count: number) => `沿用 ${count} 项`, depends: (count: number) => `${count} 项取决于前面的结果`,
    nothingToDo: "无需运行：结果都已就绪。", was: "原来", isNow: "现在", showItems: "查看条目", took: "用时", cost: "费用",
    services: "由谁完成", standIn: "替代", nobody: "无人", nobodyHelp: "请在 reelwright.config.json 中为这个角色指定提供方。",
    unknownType: "未安装", unknownHelp: "这里没有节点包提供这种节点。它会原样保留，不依赖它的部分仍可运行。下面的命令会列出所需的节点包及其权限，经你确认后安装：",
    copyCommand: "复制命令", commandCopied: "已复制。请在项目文件夹的终端里运行，然后重新启动服务器。",
    unknownGraphHelp: (name: string) => `没有名为“${name}”的图。它的连线都保留着。请把 ${name}.json 放进 graphs 文件夹，或换一个节点。`, rawValues: "原样的设置",
    several: (count: number) => `${count} 个节点`, elements: (count: number) => `${count} 个元素`, shared: "共有的输入", noShared: "它们没有可以一起手动设置的输入。", colour: "颜色", doColour: "改变颜色", noColour: "无颜色", hue: (hue: number) => `色相 ${hue}`, arrange: "排列",
    removeAll: "删除", doRemove: "删除",
    edge: "连线", from: "从", to: "到", gives: "给出", takes: "接收", once: "只运行一次。", wraps: "单个值会变成只有一项的列表。", gathers: "一次接收整个列表。", repeats: "每一项都用同一个值。", converts: (from: string, to: string) => `${from}会转换成${to}。`, partial: "部分条目失败时，用已有的结果。", lazy: "只在需要的条目上运行。",
    removeEdge: "断开",
    frame: "分组框", note: "便签", text: "文字", removeFrame: "删除分组框", removeNote: "删除便签",
  },
});
