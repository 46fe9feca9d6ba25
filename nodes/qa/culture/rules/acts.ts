import type { Rule } from "../rule.ts";

const act = { class: "acts", severity: "warn", in: ["action", "line"], days: ["01-01", "01-01"] } as const;
const elsewhen = ["(?:昨天|昨晚|前天|去年|小时候|以前|明天|后天|初[二三四五六七八]|过完年|等过了)[^，]*"];
const later = "Move it to New Year's Eve or to the days after, or let an elder stop it in time.";

/** What is not done on the first day. Talk about another day is no act. */
export const acts: readonly Rule[] = [
  { ...act, id: "act-sweep", match: ["扫地", "打扫", "扫(?:院子|屋)", "拖地", "倒垃圾", "扔垃圾", "\\bsweep(?:s|ing)? the (?:floor|yard|room)\\b", "\\btak(?:e|es|ing) out the (?:trash|rubbish|garbage)\\b"], unless: elsewhen, why: "Someone sweeps or takes out rubbish on the first day: the luck goes with it.", instead: later },
  { ...act, id: "act-wash-hair", match: ["洗头", "洗头发", "理发", "剪头发?", "剪发", "\\bwash(?:es|ing)? (?:his|her|my|your|their) hair\\b", "\\bhaircut\\b"], unless: elsewhen, why: "Hair is washed or cut on the first day: fortune (发) is washed away.", instead: later },
  { ...act, id: "act-laundry", severity: "info", match: ["洗衣服?", "\\blaundry\\b"], unless: elsewhen, why: "Clothes are washed on the first and second day, the birthday of the Water God.", instead: later },
  { ...act, id: "act-needle", match: ["(?:用|拿|动)(?:起)?(?:针线?|剪刀)", "缝(?:衣|补|扣)", "做针线", "\\b(?:sew|sews|sewing|stitching)\\b"], unless: elsewhen, why: "Needle or scissors are used on the first day.", instead: later },
  {
    ...act, id: "act-break-dish", match: ["(?:碗|盘子|盘|碟子?|杯子?|花瓶|镜子)[^，]{0,6}(?:打碎|摔碎|碎|摔破|打破)", "(?:打|摔|砸)(?:碎|破)[^，]{0,6}(?:碗|盘|碟|杯|花瓶|镜)", "\\b(?:bowl|plate|dish|cup|vase|mirror)s? (?:breaks|shatters|broke|shattered)\\b", "\\b(?:breaks?|drops?|shatters?) (?:a|the) (?:bowl|plate|dish|cup|vase|mirror)\\b"],
    unless: elsewhen, rescue: ["岁岁平安", "碎碎平安"],
    why: "A dish breaks on the first day and nobody turns it into luck.", instead: "Let someone say 岁岁平安: 碎 sounds like 岁.",
  },
  { ...act, id: "act-debt", match: ["借钱", "借[点我你他]+[^，]{0,3}钱", "(?:讨|要|催|追|逼)债", "还(?:我|你)?钱", "\\b(?:lend|borrow)\\w* (?:me |some |any )?money\\b", "\\bpay back the (?:debt|money)\\b"], unless: elsewhen, why: "Money is lent, borrowed or demanded back on the first day.", instead: later },
  { ...act, id: "act-quarrel", match: ["吵架", "吵(?:起来|了起来)", "打架", "大吵", "\\b(?:quarrel|fight)(?:s|ing)?\\b"], unless: elsewhen, why: "People quarrel on the first day: it sets the tone for the year.", instead: later },
  { ...act, id: "act-medicine", severity: "info", match: ["吃药", "喝药", "打针", "煎药", "\\btak(?:e|es|ing) (?:his|her|my|the) (?:medicine|pills)\\b"], unless: elsewhen, why: "Someone takes medicine on the first day, said to bring illness for the year.", instead: later },
  { ...act, id: "act-nap", severity: "info", match: ["午睡", "睡午觉", "打盹", "\\bnap(?:s|ping)?\\b"], unless: elsewhen, why: "Someone naps on the first day, said to make the year lazy.", instead: later },
  { ...act, id: "act-daughter-home", match: ["回娘家", "\\bvisits? her parents\\b"], unless: elsewhen, why: "A married daughter comes home on the first day; that is for the second.", instead: "Play the scene on 初二." },
];
