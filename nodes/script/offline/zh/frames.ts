import type { Frame, SceneTemplate } from "../grammar.ts";

/**
 * Scenes about a custom. Every spoken line holds something of the custom, so that the same frame with another custom is
 * another scene. A line that begins with `?` is spoken only when there is an earlier fact to speak of.
 */
export const home: readonly Frame[] = [
  {
    place: "奶奶家堂屋", interior: true, time: "morning", mood: "light-hearted", who: ["gran", "kid", "lead"], props: ["{prop}"],
    purpose: "奶奶教{lead}{do}，{lead}{slip}。", fact: "{lead}学{do}的时候{slip}。",
    script: `
= 桌上摆好了{prop}，奶奶卷起袖子。
gran warm: 今天{do}，先说规矩：{saying}
kid>lead light: {uncle}，太奶奶说你小时候{do}，连狗都绕着走。
lead>kid light: {do}而已，能有多难？
gran>lead light: {step}。手别抖。
= {lead}{slip}。
kid joy: 我录下来了！标题就叫“{thing}翻车现场”。
gran warm: 没事，{thing}认人，多来几回就熟了。`,
  },
  {
    place: "奶奶家院子", interior: false, time: "day", mood: "family-warm", who: ["mom", "lead", "dad"], props: ["{prop}"],
    purpose: "{mom}派{lead}和{dad}一起{do}，两个人一下午没说上十句话。", fact: "{lead}满月的时候，{dad}就为{he}弄过{thing}。",
    script: `
= 院子里，{dad}已经把{prop}收拾好了。
mom light: 你们爷俩{do}，不许光干活不说话。
lead>dad light: 爸，{do}您在行吗？
dad neut: 嗯。{step}。
lead>dad surp: 您还懂{thing}？
dad nost: 你满月那年，我给你弄过一回{thing}。
lead>dad warm: {thing}的事，您可一次也没提过。
dad light: 提什么。你抱着{prop}哭，不撒手。`,
  },
  {
    place: "奶奶家厨房", interior: true, time: "day", mood: "light-hearted", who: ["lead", "gran", "mom"], props: ["{prop}", "手机::lead"],
    purpose: "{lead}想照着手机省事{do}，被奶奶和{mom}一起拦下。", fact: "奶奶说，{thing}一步也不能省。",
    script: `
= {lead}举着手机，屏幕上写着“三分钟学会{do}”。
lead light: 网上说，{do}用不着这么费劲。
gran>lead light: 网上管你吃，还是管你{thing}？
mom>lead light: “{saying}”这话，是你太奶奶传下来的。
lead light: 那“{step}”，总可以省了吧？
gran>lead warm: 省了这一步，{thing}就不是咱家的了。
= {lead}放下手机，老老实实拿起{prop}。
mom>lead warm: 你看，拿起{prop}，跟你爸年轻时候一模一样。`,
  },
  {
    place: "奶奶家堂屋", interior: true, time: "evening", mood: "joyful", who: ["kid", "gran", "lead", "dad"], props: ["{prop}", "作文本::kid"],
    purpose: "豆豆写作文《我家怎样{do}》，把全家都写了进去。", fact: "豆豆把全家{do}的样子写进了作文。",
    script: `
= 豆豆趴在桌上写作文，{prop}摆在一边当素材。
kid neut: 题目，《我家怎样{do}》。第一步，{step}。
gran>kid light: 写上：{saying}
kid joy: 第二步，我{uncle}{slip}。
lead>kid anx: 豆豆，{thing}那一段，能不能不写？
kid>lead light: 老师说，写{thing}要有真情实感。
dad light: 嗯。{slip}，够真。
= 奶奶笑得直拍桌子，{prop}都跟着跳。`,
  },
];

export const pair: readonly Frame[] = [
  {
    place: "{shop}", interior: true, time: "day", mood: "nostalgic", who: ["lead", "friend"], props: ["{prop}::lead"],
    purpose: "{lead}抱着{prop}去{shop}求援，两人说起{memory}。", fact: "{lead}和{friend}都还记得{memory}。",
    script: `
= {lead}抱着{prop}站在{shop}门口，一脸心虚。
friend>lead light: 又{slip}了吧？脸上写着呢。
lead>friend light: {thing}这门课，能补考吗？
friend>lead light: 补考费，{thing}一份。
lead>friend nost: 咱们第一回{do}，你还记得吗？
friend>lead nost: 记得。{memory}，你赖了我一包糖。
lead>friend rom: 那回的{thing}，我记到现在。
= {friend}接过{prop}，嘴角没忍住。`,
  },
  {
    place: "老槐树下", interior: false, time: "dusk", mood: "romantic", who: ["friend", "lead"], props: ["{prop}"],
    purpose: "{lead}和{friend}在老槐树下比赛{do}，慢的人要说一句真话。", fact: "{lead}承认，{memory}，{he}是故意慢的。",
    script: `
= 老槐树下摆开两份{prop}，街坊围成一圈。
friend joy: 比{do}，慢的人说一句真话。
lead light: 一言为定。{step}，开始！
= 两个人埋头苦干，{lead}{slip}。
friend>lead joy: 你慢了！说吧，看着{thing}说。
lead>friend rom: 真话就是，{memory}，我也是故意慢的。
friend rom(小声): ……{thing}都让你说甜了。`,
  },
  {
    place: "{shop}", interior: true, time: "night", mood: "romantic", who: ["friend", "lead"], props: ["{prop}"],
    purpose: "{friend}借口{do}缺人手，把{lead}多留了一会儿。", fact: "{friend}留{lead}在{shop}一起{do}到很晚。",
    script: `
= 打烊了，{friend}又把{prop}摆了出来。
friend>lead neut: {do}还差一点，没事就搭把手。
lead>friend light: 有事也没事。{step}，对吧？
friend>lead light: {thing}学得挺快，谁教的？
lead>friend nost: {memory}，你教的。忘了？
friend>lead rom: 我还以为，{memory}，只有我一个人记得。
= {prop}在灯下泛着光，两个人的影子挨在一起。
lead os rom: 要是{thing}永远弄不完，就好了。`,
  },
  {
    place: "{shop}门口", interior: false, time: "dawn", mood: "light-hearted", who: ["lead", "friend"], props: ["{prop}::lead"],
    purpose: "{lead}天没亮就来替{friend}{do}，被抓了个正着。", fact: "{lead}悄悄替{friend}{do}，被抓了个正着。",
    script: `
= 天刚亮，{lead}蹲在{shop}门口摆弄{prop}。
friend surp: 谁在我门口{do}？
lead anx: 路过。顺便把{thing}给你弄好。
friend>lead light: 你{slip}，也是顺便？
lead>friend light: 那是{thing}先动的手。
friend>lead warm: {lead}，{thing}的事，谢谢你。
lead>friend light: 什么？{thing}太响，没听清。
friend>lead light: 我说，“{step}”，你弄反了。`,
  },
];

export const closing: readonly Frame[] = [
  {
    place: "奶奶家院子", interior: false, time: "night", mood: "dramatic", who: ["lead", "rival"], props: ["{prop}"],
    purpose: "{do}到一半，{rival}打来电话，人已经到了院门口。", fact: "{rival}为了看{thing}，来过奶奶家院门口。",
    cliffhanger: "{rival}站在院门外：“我也想看看{thing}。”",
    script: `
= {prop}还摊在院子里，手机响了，屏幕上跳出“{rival}”。
rival vo light: 听说你在家{do}？真清闲。
lead neut: {thing}可比您的合同难弄。
rival vo dram: 我查过，这城里还会{do}的，就剩你们一条街。
lead det: 所以我才回来。{thing}也得有个家。
= 院门外亮起一道车灯，照在{prop}上。
rival dram: 开门吧，{surname}{title}。我也想看看{thing}。`,
  },
  {
    place: "街口小卖部", interior: true, time: "evening", mood: "light-hearted", who: ["neighbour", "friend", "lead"], props: ["{prop}", "瓜子::neighbour"],
    purpose: "刘婶把{lead}和{friend}一起{do}的事传遍了整条街。", fact: "全街都知道{lead}和{friend}一起{do}了。",
    cliffhanger: "陌生人对着{lead}、{friend}和{prop}按下了快门。",
    script: `
= 刘婶嗑着瓜子，身边围了一圈人。
?neighbour light: 新鲜事我都知道。{fact}对不对？
neighbour joy: 我亲眼看见的！两个人{do}，头碰着头！
friend>neighbour anx: 婶儿，那是{lead}{slip}，我搭把手。
neighbour light: {thing}成就的姻缘，我说成过三对！
lead>neighbour light: 婶儿，{thing}属什么的？
neighbour joy: {thing}属啥不要紧，你俩属相合！
= 人群后面，一个陌生人举起手机，对着两人和{prop}按下快门。
friend>lead dram: 那人是谁？他拍咱们的{thing}干什么？`,
  },
  {
    place: "奶奶家堂屋", interior: true, time: "night", mood: "light-hearted", who: ["kid", "lead"], props: ["{prop}", "手机::kid"],
    purpose: "{do}刚收工，豆豆把{lead}出丑的照片发给了{friend}。", fact: "{friend}回消息说，{thing}和{lead}都选。",
    cliffhanger: "{friend}回了一条消息，豆豆念到一半，{lead}捂住了他的嘴。",
    script: `
= 豆豆举着手机，一脸得意，{prop}还没来得及收。
kid light: {uncle}，你{do}的照片，我发给{friend}{aunt}了。
lead>kid anx: 哪张？不会是{slip}那张吧？
kid joy: 就那张。配字是：“{thing}和我，你选一个。”
lead>kid surp: 快撤回！{thing}的事能这么问吗？
= 手机屏幕亮了，映着{prop}和两张屏住呼吸的脸。
kid light: 回了！“选{thing}。”后头还有一句……
kid surp: “顺便选一下，弄{thing}的那个人。”`,
  },
  {
    place: "木工房", interior: true, time: "night", mood: "family-warm", who: ["lead", "dad"], props: ["{prop}"],
    purpose: "{lead}半夜发现{dad}一个人在木工房偷偷练{do}。", fact: "{dad}为了{lead}，半夜偷偷练{do}。",
    cliffhanger: "{dad}说的是“明年”。",
    script: `
= 深夜，木工房的灯还亮着，{dad}对着{prop}比划。
lead>dad surp: 爸，大半夜的，您在{do}？
dad anx: 没{do}。睡不着。
lead>dad light: {prop}都拿反了，还没有？
dad neut: 嗯。{step}，是这样吧？
lead>dad warm: {thing}的事，白天问奶奶不就行了？
dad>lead warm: 想让你明年回来，还有{thing}。
= {lead}低下头，帮{dad}把{prop}摆正。
lead os nost: 明年。他说的是，明年还有{thing}。`,
  },
];

export const mustScene: SceneTemplate = {
  place: "奶奶家堂屋", interior: true, time: "evening", mood: "family-warm", who: ["gran", "lead", "kid", "friend"], props: ["{must}"],
  purpose: "奶奶定下规矩，今年过年少不了「{must}」，一家人一起把它办成了。",
  script: `
= 一家人围在一起，{must}就在眼前。
gran warm: 今年过年，{must}，一样也不能少。
kid joy: 太奶奶，{must}是我第一个想到的！
lead>gran light: 行，{must}归我，谁也别抢。
friend>lead light: 上回你也这么说，最后全是我干的。
gran joy: 谁干都行，{must}办成了，这年才算圆满。`,
};
