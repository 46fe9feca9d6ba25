import type { Rule } from "../rule.ts";

const rescue = ["呸呸", "童言无忌", "大吉大利", "百无禁忌", "岁岁平安", "碎碎平安", "touch wood", "knock on wood"];
const word = { class: "words", severity: "warn", in: ["line"], days: ["01-01", "01-05"], rescue } as const;
const instead = "Say it another way, let an elder answer 呸呸呸 or 童言无忌, or play the scene after the fifth day.";

/** What nobody says from the first to the fifth day. Denying most of them is a wish: 没病没灾. */
export const words: readonly Rule[] = [
  {
    ...word, id: "word-death", evenDenied: true, match: ["死", "\\b(?:dead|died|dying|death)\\b"],
    unless: ["死(?:党|心塌地|活|机|角|心眼|板|记|磕|忠|守|撑|结|循环|皮赖脸)", "至死不渝", "生死(?:之交|与共)", "不死鸟", "\\bdying to\\b", "\\bdead (?:tired|serious|sure|end|line)\\b"],
    why: "Someone says 死 in the first days of the year.", instead,
  },
  {
    ...word, id: "word-ghost", match: ["鬼"], unless: ["鬼(?:脸|点子|马|才|斧|混|主意|灵精)", "(?:机灵|小|胆小|捣蛋|小气|酒|贪吃|淘气|懒|讨厌)鬼", "搞什么鬼", "见鬼"],
    why: "Someone speaks of ghosts in the first days of the year.", instead,
  },
  { ...word, id: "word-illness", match: ["病"], unless: ["毛病", "通病", "病毒", "(?:没|无|少|不)(?:有|生|得)?病"], why: "Someone speaks of illness in the first days of the year.", instead },
  { ...word, id: "word-poor", match: ["穷"], unless: ["(?:无|不|层出不)穷", "穷(?:追|游|尽|极|究)", "送穷"], why: "Someone says 穷, poor, in the first days of the year.", instead },
  {
    ...word, id: "word-finished", match: ["^(?:这下|全|都|彻底|我们?|你|他|她|算是|要)?(?:就|可)?完了$", "(?:这下|全|都|彻底|算是|要)完了", "(?:人|钱|家|福|财|运气|命|公司|店)(?:全|都|也)?没了", "^(?:全|都|什么都)没了"],
    unless: ["(?:吃|写|做|忙|包|说|看|喝|讲|收拾|贴|洗|煮|办|学)完了"],
    why: "Someone says that all is over or gone in the first days of the year.", instead,
  },
  { ...word, id: "word-broken", match: ["破"], unless: ["破(?:解|案|晓|冰|费|例|浪|格|土|译|茧)", "(?:突|识|看|爆|打|点|说)破", "破[^，]{0,3}纪录"], why: "Someone says 破, broken, in the first days of the year.", instead },
  { ...word, id: "word-kill", match: ["杀"], unless: ["杀(?:青|毒|手锏|价|菌|鱼|鸡|年?猪)", "(?:秒|抹|扼|必)杀"], why: "Someone speaks of killing in the first days of the year.", instead },
  { ...word, id: "word-lose", severity: "info", match: ["输"], unless: ["输(?:入|出|送|液|血)", "(?:运|传|灌)输", "不(?:会|能|肯)?(?:认)?输"], why: "Someone says 输, to lose, in the first days of the year.", instead },
  {
    ...word, id: "word-swearing", evenDenied: true, match: ["他妈的", "妈的(?!手|包|菜|饺|味|话|爱|心|身|电)", "王八蛋", "混蛋", "去死", "狗屁", "放屁", "滚(?:出去|开|蛋)", "\\b(?:damn|shit|fuck\\w*|bastard|asshole)\\b"],
    why: "Someone swears in the first days of the year.", instead,
  },
];
