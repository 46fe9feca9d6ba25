import { dictionary } from "../view/words.ts";

interface Made {
  readonly file: string;
  readonly output: string;
  readonly item: string;
  readonly isDraft: boolean;
}

export const openFileWords = dictionary({
  en: {
    listComma: ", ",
    reading: (file: string) => `Reading ${file}…`,
    opened: (title: string) => `“${title}” was added to the project.`,
    wasHere: (title: string) => `“${title}” was here already.`,
    made: ({ file, output, item, isDraft }: Made) => `It made ${file}: output ${output}${item === "" ? "" : `, item ${item}`}${isDraft ? ", at draft quality" : ""}.`,
    given: "What that run was given is now set on the inputs of the graph.",
    missing: (packs: string) => `Not here: ${packs}. Those nodes are shown as they were; the rest can be run.`,
    missingHint: (command: string) => `To add what is missing: ${command}`,
    notJson: (file: string) => `${file} is no graph: it is not JSON.`,
    notGraph: (file: string) => `${file} is no graph of Reelwright.`,
    noOrigin: (file: string) => `${file} does not say which graph made it.`,
    originUnreadable: (file: string) => `What ${file} says of its making is damaged, or comes from a newer Reelwright.`,
    bundleInvalid: (file: string) => `${file} is not what an exported graph should be, or comes from a newer Reelwright.`,
    bundleDamaged: (file: string) => `The files inside ${file} are not what they say they are. Have it sent again.`,
    tooLarge: (file: string) => `${file} is larger than any graph.`,
    faultHint: "Drop a graph (.json), an exported graph (.reelwright.json), or a video, sound, picture or subtitle file as Reelwright wrote it: services that rewrite files lose what is inside.",
    drop: "Drop it to open its graph",
    dropHelp: "A graph, an exported graph, or a video, sound, picture or subtitle file that Reelwright made",
  },
  zh: {
    listComma: "、",
    reading: (file: string) => `正在读取 ${file}…`,
    opened: (title: string) => `已将“${title}”加入项目。`,
    wasHere: (title: string) => `“${title}”原本就在项目里。`,
    made: ({ file, output, item, isDraft }: Made) => `${file} 由它生成：输出 ${output}${item === "" ? "" : `，条目 ${item}`}${isDraft ? "，草稿画质" : ""}。`,
    given: "那次运行的输入值已写入图的输入。",
    missing: (packs: string) => `未安装：${packs}。相关节点照原样显示，其余部分可以运行。`,
    missingHint: (command: string) => `安装所缺的节点包：${command}`,
    notJson: (file: string) => `${file} 不是图：内容不是 JSON。`,
    notGraph: (file: string) => `${file} 不是 Reelwright 的图。`,
    noOrigin: (file: string) => `${file} 里没有记录是哪张图生成的。`,
    originUnreadable: (file: string) => `${file} 里的来源记录已损坏，或来自更新的 Reelwright。`,
    bundleInvalid: (file: string) => `${file} 不是完好的导出文件，或来自更新的 Reelwright。`,
    bundleDamaged: (file: string) => `${file} 里的文件与其声明不符，请让对方重新发送。`,
    tooLarge: (file: string) => `${file} 太大，不可能是图。`,
    faultHint: "可拖入图（.json）、导出的图（.reelwright.json），或 Reelwright 写出的视频、音频、图片、字幕文件；经其他服务改写过的文件会丢失来源记录。",
    drop: "松开即可打开它的图",
    dropHelp: "图、导出的图，或由 Reelwright 生成的视频、音频、图片、字幕文件",
  },
});
