import { dictionary } from "../view/words.ts";

const plural = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;

export const words = dictionary({
  en: {
    // States of items and runs.
    waiting: "waiting", running: "running", done: "done", cached: "reused", failed: "failed", skipped: "skipped",
    queued: "waiting in the queue", succeeded: "finished", cancelled: "cancelled", overBudget: "stopped at the budget", interrupted: "interrupted", runFailed: "failed",
    // Actions.
    runAll: "Run all", runHere: "Run to here", runAgain: "Make the selected nodes again", cancel: "Cancel the run", plan: "Plan…", pauseQueue: "Pause the queue", resumeQueue: "Go on with the queue",
    run: "Run", actions: "Actions", close: "Close", retry: "Try again", retryAll: "Try all again", showItem: "Show item", showNode: "Show node", copy: "Copy", copied: "Copied",
    // The plan.
    missingTitle: "Some node types are not here", missingMessage: (count: number, nodes: string, command: string) => `${count === 1 ? "One node is" : `${count} nodes are`} left out (${nodes}), with everything that needs ${count === 1 ? "it" : "them"}. The rest can run now. To add what is missing: ${command}`, runRest: "Run the rest",
    leftOut: (count: number) => `${count} ${count === 1 ? "node is" : "nodes are"} left out, because packs are not here.`,
    planTitle: "What a run would do", reused: (cached: number, total: number) => `${cached} of ${total} reused`, allReused: "everything is there already", nothingToRun: "nothing to run", listComma: ", ", reusedSoFar: (n: number) => `${n.toLocaleString("en-US")} reused`, toMake: (n: number) => `${n.toLocaleString("en-US")} to make`, mayFollow: (n: number) => `${n.toLocaleString("en-US")} may follow`, thenMaybe: (nodes: string) => `Then, as far as what they receive has changed: ${nodes}.`, calls: (n: number, role: string) => `${n} ${role} ${n === 1 ? "call" : "calls"}`,
    about: (time: string) => `≈ ${time}`, cost: (money: string) => `cost ${money}`, atLeast: (text: string) => `at least ${text}`, planning: "Working out what would run…", notPlanned: "It cannot run as it is.",
    planIncomplete: "The rest is estimated: some items depend on what is made before them, or have never run.", planComplete: "The estimate covers everything.",
    willRun: "will run", depends: "depends", node: "Node", item: "Item", why: "Why", budgetHelp: "The run stops before it would cost more. Empty: no limit.", noBudget: "no limit", budgetIn: (currency: string) => `Budget in ${currency}`, estimate: "What services would be asked for", sum: "Together", certainPart: (money: string) => `${money} of it is certain, the rest depends`, notKnown: "not known", unpricedHelp: (roles: string) => `The price of ${roles} is not known: it is in no sum here, and a run with a budget is refused. Give the model's prices in reelwright.config.json.`, quality: "Quality", draft: "Draft", final: "Final",
    whyVolatile: "always runs", whyRefresh: "asked to run again", whyNew: "has not run before", whyGone: "its result is no longer kept", whyItem: "a decision for this item changed",
    whyVersion: "the node type has a new version", whyPack: "its pack has changed", whyConnected: "other inputs are connected", whyInput: (name: string) => `${name} changed`, whyService: (name: string) => `another provider for ${name}`, whySetting: (name: string) => `${name} changed`,
    reasons: (n: number) => plural(n, "reason"), 
    // The run panel.
    noRun: "Nothing has run yet.", noRunHint: "Run all to make everything this graph gives.", nodes: "Nodes", time: "Time", services: "Services", log: "Log", items: "Items", queue: "Queue", emptyQueue: "Nothing waits.",
    elapsed: "so far", left: (time: string) => `≈ ${time} left`, took: (time: string) => `took ${time}`, reusedShare: (share: string) => `${share} reused`, progress: "Progress", total: (n: number) => plural(n, "item"),
    state: "State", costs: "Cost", nothingRuns: "Nothing runs right now.", runsNow: "Running now", more: (n: number) => `and ${n} more`, noLog: "Nothing was logged.", noCalls: "No service was called.",
    hangsOn: (n: number) => n === 1 ? "1 item was skipped because of it" : `${n} items were skipped because of it`, failures: (n: number) => plural(n, "failure"), showAllFailures: (n: number) => `Show all ${n}`,
    role: "Role", answeredBy: "Answered by", callCount: "Calls", retries: "Retries", half: "Half within", most: "95 % within", nearlyAll: "99 % within", average: "Average", marketRate: "Market rate", savings: "Saved", standIn: "stand-in",
    costOf: (cost: string, budget: string) => `cost ${cost} of ${budget}`, inDoubt: (money: string) => `${money} in doubt`, inDoubtHelp: "Requests were sent and their answers never came whole. They may have been billed, at most so much.",
    noticeFallback: "fallback", noticeDegraded: "weaker form", noticeWaiting: "waiting", noticeRefreshed: "key renewed", noticeResumed: "taken up again",
    providers: "Providers", providerOpen: "failing; tried again shortly", heldUntil: (time: string) => `held back until ${time}`, inFlight: (n: number, most: number) => `${n} of ${most} under way`, inLine: (n: number) => `${n} waiting`, idle: "idle", noProviders: "Everything is made on this machine: no provider is configured.",
    unpriced: (roles: string) => `price of ${roles} not known`, projectSpent: (cost: string) => `The project has paid ${cost}`, atMarket: (market: string) => `${market} at market rates`,
    paused: "The queue is paused.", moveUp: "Earlier", moveDown: "Later", remove: "Remove from the queue", place: (n: number, of: number) => `Place ${n} of ${of}. Arrow keys move it, Delete removes it.`,
    shownRun: (when: string) => `Shown: the run of ${when}`, backToLatest: "Back to the latest",
    // The time chart.
    chart: "Items over time", chartHelp: "Arrow keys go from item to item, + and - zoom, 0 shows everything, Enter opens the item.", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Show everything", at: (time: string) => `at ${time}`, 
    // Items.
    noNode: "Choose a node to see its items.", chooseNode: "Node", find: "Find", all: "All", key: "Key", label: "What", preview: "Preview", noItems: "No item is known yet. Items appear when the node's lists are there.", noMatch: "No item fits.", single: "(the whole node)",
    selected: (n: number) => n === 1 ? "1 selected" : `${n} selected`, details: "Result", change: "Change", takes: "Takes", another: "Another take", anotherHelp: "Counts the seed up by one, for this item only, and runs it.", pin: "Keep this take", unpin: "Let it run again", pinned: "kept take", copyKey: "Copy cache key",
    madeFrom: "Made from", because: "Skipped because of", reading: "Reading…", gone: "The result is no longer kept. Run again to make it.", notMade: "Not made yet.", changeHelp: "Values for this item only. The node's own values are shown where there are none.", nothingToChange: "This node has no values to change by hand; all its inputs are connected.",
    nestedChange: "This node lies inside another graph. Open that graph to change it.", noTakes: "No take is kept.", compare: "Compare", use: "Use this take", inUse: "in use", take: (n: number) => `Take ${n}`, chooseTwo: "Choose two takes to compare.", applyRun: "Run this item",
    decisionLabel: "Change item", seedLabel: "Another take", pinLabel: "Keep a take", unpinLabel: "Let it run again",
    // The viewer.
    nothingToShow: "Nothing to show yet.", nothingToShowHelp: "Results of the graph appear here after a run; click an item to see it whole.", results: "Results", previousItem: "Previous item", nextItem: "Next item", outputs: "Outputs",
    // History.
    thisGraph: "This graph", allGraphs: "All graphs", noHistory: "No run is kept yet.", open: "Show", openCopy: "Open a copy of its graph", copyShort: "Open a copy", compareShort: "Compare", runThat: "Run it again", resume: "Go on", compareTwo: "Compare with the shown one", graph: "Graph", begun: "When", outcome: "Outcome", counts: "Made · reused · failed", lasted: "Took", requestGone: "What this run was made of is no longer kept.", comparing: (a: string, b: string) => `${a} against ${b}`, same: "same", differs: (n: number) => `${n} ${n === 1 ? "differs" : "differ"}`, onlyIn: (when: string) => `only in ${when}`, otherResult: "other result", sameResult: "other inputs, same result", madeInOne: "made in one only", noDifference: "Both runs gave the same.", copyTitle: (title: string, when: string) => `${title} (${when})`,
    // Problems.
    noProblems: "No problems.", inGraph: "In the graph", inRun: "In the last run", problems: (n: number) => plural(n, "problem"),
    // Said aloud.
    saidStarted: (title: string) => `Run started: ${title}.`, saidDone: (title: string, made: number, cached: number) => `Run finished: ${title}. ${made} made, ${cached} reused.`, saidFailed: (title: string, n: number) => `Run failed: ${title}. ${plural(n, "item")} failed.`, saidEnded: (title: string, how: string) => `Run ${how}: ${title}.`, 
    roleWriter: "writer", roleDialogue: "dialogue", roleVision: "vision", roleSpeech: "speech", roleImage: "image", roleVideo: "video", roleJudge: "judge",
  },
  zh: {
    waiting: "等待", running: "运行中", done: "完成", cached: "沿用", failed: "失败", skipped: "跳过",
    queued: "排队中", succeeded: "已完成", cancelled: "已取消", overBudget: "达到预算，已停止", interrupted: "意外中断", runFailed: "失败",
    runAll: "全部运行", runHere: "运行到这里", runAgain: "重新生成选中的节点", cancel: "取消运行", plan: "运行计划…", pauseQueue: "暂停队列", resumeQueue: "继续队列",
    run: "运行", actions: "操作", close: "关闭", retry: "重试", retryAll: "全部重试", showItem: "查看条目", showNode: "定位节点", copy: "复制", copied: "已复制",
    missingTitle: "有节点类型未安装", missingMessage: (count: number, nodes: string, command: string) => `将跳过 ${count} 个节点（${nodes}）以及依赖它们的部分，其余部分现在就能运行。安装所缺的节点包：${command}`, runRest: "运行其余部分",
    leftOut: (count: number) => `因缺少节点包，将跳过 ${count} 个节点。`,
    planTitle: "这次运行会做什么", reused: (cached, total) => `${total} 项中沿用 ${cached} 项`, allReused: "结果都已就绪", nothingToRun: "没有可运行的内容", reusedSoFar: (n) => `沿用 ${n} 项`, toMake: (n) => `生成 ${n} 项`, mayFollow: (n) => `之后可能还有 ${n} 项`, thenMaybe: (nodes) => `之后，输入有变化的才会运行：${nodes}。`, listComma: "、", calls: (n, role) => `${n} 次${role}调用`,
    about: (time) => `约 ${time}`, cost: (money) => `费用 ${money}`, atLeast: (text) => `至少${text}`, planning: "正在计算要运行的内容…", notPlanned: "现在还不能运行。",
    planIncomplete: "其余为估算：有些条目要等前面的结果，或者从未运行过。", planComplete: "估算已包含全部内容。",
    willRun: "将运行", depends: "待定", node: "节点", item: "条目", why: "原因", budgetHelp: "费用将超出时停止运行。留空表示不限。", noBudget: "不限", budgetIn: (currency) => `预算（${currency}）`, estimate: "预计的服务调用", sum: "合计", certainPart: (money) => `其中 ${money} 可以确定，其余视结果而定`, notKnown: "未知", unpricedHelp: (roles) => `${roles}的价格未知：没有计入合计，设了预算也无法运行。请在 reelwright.config.json 里填写模型的价格。`, quality: "画质", draft: "草稿", final: "成片",
    whyVolatile: "每次都运行", whyRefresh: "要求重新生成", whyNew: "还没运行过", whyGone: "结果已被清理", whyItem: "这一条的单独设置变了",
    whyVersion: "节点类型有新版本", whyPack: "节点包有变化", whyConnected: "连线变了", whyInput: (name) => `${name} 变了`, whyService: (name) => `${name}换了提供方`, whySetting: (name) => `${name} 变了`,
    reasons: (n) => `${n} 个原因`, 
    noRun: "还没有运行过。", noRunHint: "点“全部运行”，生成这张图的所有结果。", nodes: "节点", time: "时间", services: "服务", log: "日志", items: "条目", queue: "队列", emptyQueue: "没有排队的运行。",
    elapsed: "已用", left: (time) => `还需约 ${time}`, took: (time) => `用时 ${time}`, reusedShare: (share) => `沿用 ${share}`, progress: "进度", total: (n) => `${n} 项`,
    state: "状态", costs: "费用", nothingRuns: "现在没有在运行的条目。", runsNow: "正在运行", more: (n) => `另有 ${n} 项`, noLog: "没有日志。", noCalls: "没有调用服务。",
    hangsOn: (n) => `有 ${n} 项因此被跳过`, failures: (n) => `${n} 个失败`, showAllFailures: (n) => `显示全部 ${n} 个`,
    role: "角色", answeredBy: "由谁完成", callCount: "次数", retries: "重试", half: "半数在", most: "95% 在", nearlyAll: "99% 在", average: "平均", marketRate: "市价", savings: "节省", standIn: "替代",
    costOf: (cost, budget) => `费用 ${cost}，预算 ${budget}`, inDoubt: (money) => `${money} 待核实`, inDoubtHelp: "请求已发出，但没有收到完整的答复，可能已经计费，最多这么多。",
    noticeFallback: "换了备选", noticeDegraded: "降级处理", noticeWaiting: "等待", noticeRefreshed: "密钥已更新", noticeResumed: "接续之前的任务",
    providers: "提供方", providerOpen: "连续失败，稍后再试", heldUntil: (time) => `${time} 前暂不发送`, inFlight: (n, most) => `进行中 ${n}/${most}`, inLine: (n) => `排队 ${n}`, idle: "空闲", noProviders: "没有配置提供方，一切都在这台机器上完成。",
    unpriced: (roles) => `${roles}的价格未知`, projectSpent: (cost) => `这个项目共支付 ${cost}`, atMarket: (market) => `按市价为 ${market}`,
    paused: "队列已暂停。", moveUp: "提前", moveDown: "推后", remove: "移出队列", place: (n, of) => `第 ${n} 位，共 ${of} 位。方向键移动，Delete 移除。`,
    shownRun: (when) => `正在查看 ${when} 的运行`, backToLatest: "回到最新",
    chart: "条目时间图", chartHelp: "方向键逐条查看，+ 和 - 缩放，0 显示全部，回车打开条目。", zoomIn: "放大", zoomOut: "缩小", fit: "显示全部", at: (time) => `第 ${time}`, 
    noNode: "选择一个节点来查看它的条目。", chooseNode: "节点", find: "查找", all: "全部", key: "键", label: "内容", preview: "预览", noItems: "还没有条目，等节点的列表就绪后出现。", noMatch: "没有符合的条目。", single: "（整个节点）",
    selected: (n) => `已选 ${n} 项`, details: "结果", change: "修改", takes: "各次结果", another: "换一个", anotherHelp: "只给这一条把种子加一，然后运行。", pin: "固定这个结果", unpin: "取消固定", pinned: "已固定", copyKey: "复制缓存键",
    madeFrom: "来源", because: "被跳过，原因在", reading: "读取中…", gone: "结果已被清理，重新运行即可再生成。", notMade: "还没有生成。", changeHelp: "只对这一条生效；没有单独设置的，显示节点自己的值。", nothingToChange: "这个节点没有可手动修改的值，输入都已连线。",
    nestedChange: "这个节点在子图里，打开子图才能修改。", noTakes: "没有保留的结果。", compare: "对比", use: "用这个", inUse: "使用中", take: (n) => `第 ${n} 次`, chooseTwo: "选两个结果来对比。", applyRun: "运行这一条",
    decisionLabel: "修改条目", seedLabel: "换一个结果", pinLabel: "固定结果", unpinLabel: "取消固定",
    nothingToShow: "还没有可看的内容。", nothingToShowHelp: "运行后，这里显示图的结果；点某个条目可以完整查看。", results: "结果", previousItem: "上一条", nextItem: "下一条", outputs: "输出",
    thisGraph: "这张图", allGraphs: "所有图", noHistory: "还没有保留的运行。", open: "查看", openCopy: "打开副本：当时的图", copyShort: "打开副本", compareShort: "对比", runThat: "再运行一次", resume: "继续", compareTwo: "对比：与正在查看的运行", graph: "图", begun: "时间", outcome: "结果", counts: "生成 · 沿用 · 失败", lasted: "用时", requestGone: "这次运行的内容已不再保留。", comparing: (a, b) => `${a} 对比 ${b}`, same: "相同", differs: (n) => `${n} 项不同`, onlyIn: (when) => `只在 ${when} 有`, otherResult: "结果不同", sameResult: "输入不同，结果相同", madeInOne: "只有一次生成了", noDifference: "两次运行的结果相同。", copyTitle: (title, when) => `${title}（${when}）`,
    noProblems: "没有问题。", inGraph: "图中的问题", inRun: "上次运行的问题", problems: (n) => `${n} 个问题`,
    saidStarted: (title) => `开始运行：${title}。`, saidDone: (title, made, cached) => `运行完成：${title}。生成 ${made} 项，沿用 ${cached} 项。`, saidFailed: (title, n) => `运行失败：${title}。${n} 项失败。`, saidEnded: (title, how) => `运行${how}：${title}。`, 
    roleWriter: "写作", roleDialogue: "台词", roleVision: "看图", roleSpeech: "配音", roleImage: "绘图", roleVideo: "视频", roleJudge: "评审",
  },
});
