export const zhCN = {
  title: "图库照片",
  types: { "stock-photos/photo": "图库照片", "stock-photos/credit": "照片署名" },
  nodes: {
    "stock-photos/words": {
      title: "场景搜图词", summary: "用摄影师的说法写出一场戏在哪里、什么时候。",
      inputs: {
        setting: { title: "场景", summary: "这场戏在哪里、什么时候。" },
        extra: { title: "附加词", summary: "每次搜索都加上，如 china、film grain。" },
        feast: { title: "节日", summary: "场景写明日期时，让春节等节日出现在画面里。" },
      },
      outputs: { query: { title: "搜索词", summary: "拿去搜索的词。" }, locale: { title: "搜索词的语言", summary: "英文；不认识的地方用中文。" } },
    },
    "stock-photos/search": {
      title: "搜索照片", summary: "按词在 Pexels 上找照片。",
      inputs: {
        query: { title: "搜索词", summary: "照片里要有什么。" },
        orientation: { title: "画幅", summary: "竖屏片用竖幅照片。", choices: { portrait: "竖幅", landscape: "横幅", square: "方幅", any: "不限" } },
        size: { title: "最小尺寸", summary: "两千四百万、一千二百万或四百万像素。", choices: { large: "大", medium: "中", small: "小" } },
        colour: { title: "颜色", summary: "颜色名如 red，或 #rrggbb；留空则不限。" },
        locale: { title: "搜索词的语言", summary: "让中文词按中文理解。" },
        count: { title: "张数", summary: "供挑选的张数。" },
        page: { title: "第几页", summary: "2 为接下来的那些。" },
        service: { title: "服务地址", summary: "应答方式与 Pexels 相同的另一个地址；须先允许本节点包访问。" },
      },
      outputs: { photos: { title: "照片", summary: "最合适的在前；还没有取回。" }, total: { title: "总数", summary: "图库里符合的总张数。" } },
    },
    "stock-photos/photo": {
      title: "取一张照片", summary: "取回其中一张，裁到所要的尺寸，并附上署名。",
      inputs: {
        photos: { title: "照片", summary: "搜到的照片。" },
        choice: { title: "第几张", summary: "1 为第一张；留空则由种子决定。" },
        seed: { title: "种子", summary: "没写第几张时由它决定：0 为第一张，1 为第二张。" },
        width: { title: "宽度", summary: "比成片大，给运镜留余地。" },
        height: { title: "高度", summary: "照片按这个比例裁切。" },
      },
      outputs: { image: { title: "照片", summary: "照片本身，随结果留存。" }, credit: { title: "署名", summary: "要感谢谁。" } },
    },
    "stock-photos/picture": {
      title: "照片作镜头", summary: "把照片当作一个镜头的画面。",
      inputs: { shot: { title: "镜头", summary: "决定怎样运镜。" }, image: { title: "照片", summary: "JPEG 或 PNG。" }, credit: { title: "署名", summary: "作为来源随画面留存。" }, amount: { title: "运镜幅度", summary: "0.1 为画面的十分之一。" } },
      outputs: { picture: { title: "镜头画面", summary: "交给“镜头合成”。" } },
    },
    "stock-photos/credits": {
      title: "照片署名表", summary: "列出要感谢的摄影师，写进影片简介。",
      inputs: { credits: { title: "署名", summary: "所有照片的署名；每张只列一次。" } },
      outputs: { file: { title: "署名文本", summary: "随影片一起发布。" }, text: { title: "署名", summary: "同样内容的文字。" } },
    },
  },
};
