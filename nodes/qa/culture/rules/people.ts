import type { Rule } from "../rule.ts";

const review = "Ask someone of that group to read it, change it, or record a waiver with the reason.";

/** Ethnic and religious matters: a person decides, not a list. */
export const ethnic: readonly Rule[] = [
  {
    id: "ethnic-pork", class: "ethnic", severity: "block", in: ["line", "action", "prop"], who: "muslim",
    match: ["猪肉|猪蹄|猪头|猪脚|猪油|猪排|五花肉|红烧肉|腊肉|火腿|培根|东坡肉|回锅肉", "\\b(?:pork|ham|bacon|lard)\\b"], unless: ["火腿肠?(?:旁|机)"],
    why: "Pork is spoken of, cooked or served with a guest or speaker who keeps Muslim food rules.", instead: "Beef and onion or lamb and carrot filling, from a 清真 kitchen, is fine.",
  },
  {
    id: "ethnic-alcohol", class: "ethnic", severity: "warn", in: ["action"], who: "muslim",
    match: ["敬酒", "劝酒", "灌酒", "\\bpours? (?:him|her|them) (?:a drink|wine|liquor)\\b"],
    why: "Alcohol is pressed on someone who keeps Muslim food rules.", instead: "Tea is fine.",
  },
  {
    id: "ethnic-stereotype", class: "ethnic", severity: "block", in: ["line", "action"],
    match: ["少数民族[^，]{0,6}(?:就是|都|嘛|懂什么|野|落后|不懂)", "(?:藏族|蒙古族|维吾尔族|回族|苗族|彝族)人?[^，]{0,4}(?:都|就是)[^，]{0,6}(?:野蛮|落后|脏|懒|能歌善舞|能喝)", "\\b(?:those|all) (?:Tibetans|Uyghurs|Mongols|minorities) (?:are|can)\\b"],
    why: "A people is spoken of as a type.", instead: review,
  },
  {
    id: "ethnic-dress-joke", class: "ethnic", severity: "block", in: ["action", "wardrobe", "line"],
    match: ["(?:穿|披|套)[^，]{0,4}(?:藏袍|藏装|蒙古袍|民族服装)[^，]{0,8}(?:搞笑|出洋相|逗|滑稽|恶搞)", "(?:搞笑|滑稽|恶搞)[^，]{0,6}(?:藏袍|藏装|袈裟|道袍)"],
    why: "The dress of a people or of clergy is worn for a joke.", instead: review,
  },
  {
    id: "religion-mockery", class: "ethnic", severity: "block", in: ["line", "action"],
    match: ["(?:假扮|冒充|假)(?:和尚|尼姑|道士|喇嘛|阿訇)", "(?:和尚|尼姑|道士|喇嘛|阿訇)[^，]{0,8}(?:骗钱|敛财|偷吃|吃肉|泡妞)", "(?:庙|寺)[^，]{0,8}(?:抢头香|敲诈|骗香火)", "\\bfake (?:monk|nun|imam|lama)s?\\b"],
    why: "Clergy or a temple is mocked or shown as a fraud.", instead: review,
  },
];

export const national: readonly Rule[] = [
  { id: "national-territory", class: "national", severity: "block", in: ["line", "action"], evenDenied: true, match: ["台湾(?:国|独立)", "(?:台|港|藏|疆)独", "中国(?:和|与|、|跟)(?:台湾|香港|澳门|西藏)", "出国去?(?:台湾|香港|澳门)", "\\bChina(?:,| and) (?:Taiwan|Hong Kong|Tibet)\\b", "\\bRepublic of Taiwan\\b"], why: "Taiwan, Hong Kong, Macau or Tibet is put beside China as a country.", instead: "Write 中国台湾, 内地与香港, 大陆与台湾." },
  { id: "national-symbols", class: "national", severity: "block", in: ["line", "action", "prop"], match: ["(?:踩|烧|撕|扔|倒挂|涂)[^，]{0,4}国[旗徽]", "国[旗徽][^，]{0,8}(?:踩|烧|撕|扔|倒|破|旧|脏)", "(?:改编|恶搞|哼唱)[^，]{0,3}国歌", "\\b(?:burns?|tears?|steps? on) the (?:national )?flag\\b"], why: "Flag, emblem or anthem is shown without respect.", instead: "Leave it out, or have it reviewed by the platform." },
  { id: "national-map", class: "national", severity: "warn", in: ["prop", "action"], match: ["(?:中国|世界|全国)地图", "地球仪", "\\bmap of (?:China|the world)\\b", "\\bglobe\\b"], why: "A map of China may be in the picture: it must show all of its territory.", instead: "Use an official map with its approval number, or keep it out of the picture." },
  { id: "national-uniform", class: "national", severity: "warn", in: ["wardrobe"], match: ["(?:警|军|武警|法官|检察)(?:服|装)", "\\b(?:police|army|military) uniform\\b"], why: "Someone wears a uniform of the state: its use on screen is regulated.", instead: "Have the role approved, or change the dress." },
  { id: "national-leaders", class: "national", severity: "block", in: ["line", "action"], match: ["(?:扮演|模仿|假扮|冒充)[^，]{0,4}(?:国家领导|主席|总理|领导人)", "\\b(?:imitates?|plays?) (?:the president|a state leader)\\b"], why: "A leader of the state is imitated.", instead: "Leave it out." },
];

export const minors: readonly Rule[] = [
  { id: "minor-smoking", class: "minors", severity: "block", in: ["line", "action", "prop"], who: "child", match: ["抽烟|吸烟|点(?:上|了)?(?:一支|根)?烟|香烟|电子烟", "\\b(?:smok(?:e|es|ing)|cigarettes?)\\b"], unless: ["烟花", "炊烟"], why: "A child smokes.", instead: "Give the act to an adult, or cut it." },
  { id: "minor-drinking", class: "minors", severity: "block", in: ["line", "action", "prop"], who: "child", match: ["喝[^，]{0,4}酒|白酒|啤酒|干杯", "\\b(?:drinks? (?:beer|wine|liquor)|gets? drunk)\\b"], unless: ["以(?:茶|果汁|水)代酒", "果汁[^，]{0,4}干杯"], why: "A child drinks alcohol.", instead: "Juice is fine." },
  { id: "minor-romance", class: "minors", severity: "block", in: ["line", "action"], who: "child", match: ["谈恋爱|接吻|亲嘴|早恋|女朋友|男朋友|表白|求婚|嫁给|娶", "\\b(?:kiss(?:es)?|boyfriend|girlfriend|propose[sd]?)\\b"], why: "A child is drawn into romance.", instead: "Make the characters adults, or make it friendship." },
  { id: "minor-debt", class: "minors", severity: "warn", in: ["line", "action"], who: "child", match: ["欠(?:了)?[^，]{0,4}(?:钱|债)|借钱|贷款|赌", "\\b(?:debt|gambl(?:e|es|ing))\\b"], why: "A child is drawn into debt or gambling.", instead: "Give it to an adult." },
  { id: "minor-fireworks", class: "minors", severity: "block", in: ["line", "action"], who: "child", match: ["(?:放|点|玩)[^，]{0,4}(?:鞭炮|烟花|爆竹|炮仗|窜天猴|二踢脚)", "\\b(?:lights?|sets? off) (?:the )?(?:fireworks|firecrackers)\\b"], unless: ["看[^，]{0,3}(?:放)?烟花"], why: "A child lights fireworks.", instead: "Let an adult light them while the child watches from afar." },
];
