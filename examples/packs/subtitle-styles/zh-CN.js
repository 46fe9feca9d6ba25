const asTheLook = "留空则随样式。";

export const zhCN = {
  title: "字幕样式",
  types: { "subtitle-styles/style": "字幕样式", "subtitle-styles/pair": "双语字幕" },
  choices: {
    Highlight: { none: "不高亮", sweep: "逐字扫过", word: "逐词跳亮" },
    Motion: { none: "无", fade: "淡入淡出", pop: "弹出" },
    Position: { bottom: "下方", middle: "中部", top: "上方" },
  },
  nodes: {
    "subtitle-styles/style": {
      title: "选字幕样式", summary: "选定字幕的样子，并避开所发平台的按钮。",
      inputs: {
        look: { title: "样式", summary: "从哪种样式开始；下面都可以改。", choices: { drama: "短剧白字描边", karaoke: "逐字高亮", plate: "圆角底框", cinema: "电影", punch: "爆款大字" } },
        platform: { title: "发布平台", summary: "避开哪个平台的按钮。", choices: { douyin: "抖音／TikTok", reels: "Instagram Reels（竖屏短片）", shorts: "YouTube Shorts（竖屏短片）", plain: "普通播放器" } },
        characters: { title: "角色", summary: "按顺序每人一种颜色；留空则所有人同色。" },
        speakers: { title: "说话人颜色", summary: "按角色 id 或名字；优先于按顺序分配的颜色。", members: { speaker: "说话人", colour: "颜色" } },
        font: { title: "字体", summary: "写播放或压制字幕的机器上装的字体名。" },
        size: { title: "字号", summary: "一个汉字的高度，按 1080 宽画面的像素计；留空则随样式。" },
        fill: { title: "文字颜色", summary: asTheLook },
        highlight: { title: "高亮方式", summary: "留空则随样式。逐字扫过跟着声音走，逐词跳亮一词一跳。", choices: { none: "不高亮", sweep: "逐字扫过", word: "逐词跳亮" } },
        highlightColour: { title: "高亮颜色", summary: asTheLook },
        outline: { title: "描边粗细", summary: asTheLook },
        outlineColour: { title: "描边颜色", summary: asTheLook },
        plate: { title: "底框浓度", summary: "0 为没有底框；留空则随样式。" },
        position: { title: "位置", summary: asTheLook, choices: { bottom: "下方", middle: "中部", top: "上方" } },
        motion: { title: "出现方式", summary: asTheLook, choices: { none: "无", fade: "淡入淡出", pop: "弹出" } },
      },
      outputs: {
        style: { title: "样式", summary: "交给“套用字幕样式”。" },
        columns: { title: "每行字数", summary: "原字号下一行能放的字数，供中文、日文字幕排版。" },
        letters: { title: "每行字母数", summary: "同上，供字母文字排版。" },
      },
    },
    "subtitle-styles/apply": {
      title: "套用字幕样式", summary: "把字幕按样式写成 ASS 文件，用来压制或导入剪辑软件。",
      inputs: {
        style: { title: "样式", summary: "选好的字幕样式。" },
        cues: { title: "字幕", summary: "各场的字幕，以该场的帧计；不连时间线时，为整部片子的字幕。" },
        pairs: { title: "双语字幕", summary: "代替单语字幕。" },
        timelines: { title: "场次时间线", summary: "字幕所属的各场，按顺序。" },
        spoken: { title: "配音", summary: "各场的配音，让高亮逐字跟上声音。" },
        title: { title: "标题", summary: "剪辑软件里看到的标题。" },
        width: { title: "宽度", summary: "成片的宽度，以像素计。" },
        height: { title: "高度", summary: "成片的高度，以像素计。" },
        rate: { title: "帧率", summary: "不连时间线时使用。", members: { num: "分子", den: "分母" } },
      },
      outputs: { ass: { title: "ASS 字幕", summary: "多数播放器和剪辑软件都能读的格式。" }, findings: { title: "检查结果", summary: "不得不缩小很多的字幕。" } },
    },
    "subtitle-styles/bilingual": {
      title: "双语对照", summary: "在一场戏的字幕下面加上译文。",
      inputs: {
        cues: { title: "字幕", summary: "一场戏的字幕。" },
        lines: { title: "译好的台词", summary: "id 与原台词相同。" },
        order: { title: "上行", summary: "先读哪一种。", choices: { original: "原文", translation: "译文" } },
        shots: { title: "各镜头字幕", summary: "用来压进画面。" },
      },
      outputs: {
        pairs: { title: "双语字幕", summary: "供套用样式。" },
        cues: { title: "普通字幕", summary: "两种语言各占一行，供 SRT 和 WebVTT。" },
        shots: { title: "各镜头普通字幕", summary: "交给“镜头合成”压进画面。" },
        findings: { title: "检查结果", summary: "没有译文的台词。" },
      },
    },
    "subtitle-styles/srt": {
      title: "读取 SRT 字幕", summary: "把 SRT 文件读成字幕。",
      inputs: {
        file: { title: "SRT 文件", summary: "UTF-8 编码。" },
        text: { title: "SRT 文字", summary: "代替文件。" },
        rate: { title: "帧率", summary: "字幕所属影片的帧率。", members: { num: "分子", den: "分母" } },
        language: { title: "语言", summary: "字幕的语言。" },
        speakers: { title: "冒号前是人名", summary: "把字幕里的“李伟：”去掉，记下是谁在说话。" },
      },
      outputs: { cues: { title: "字幕", summary: "以全片的帧计。" } },
    },
  },
};
