import { type Criterion, type Part, type Rubric, textOf } from "./rubric.ts";

const youngest = 18;
const eldest = 60;
const childWords = /孩子?|小朋友|小学|中学|男孩|女孩|儿童|宝宝|\b(?:child|children|kids?|boys?|girls?|toddlers?|pupils?|school)\b/iu;
const elderWords = /奶奶|爷爷|外婆|外公|姥姥|姥爷|老人|长辈|祖|\b(?:grand\w+|elder\w*|old (?:man|woman|lady|people))\b/iu;

const severalPeople = ({ people }: Part) => people.length > 1;
const hasChild = (part: Part) => part.people.some(({ age }) => age !== undefined && age < youngest) || childWords.test(textOf(part));
const hasElder = (part: Part) => part.people.some(({ age, role }) => (age ?? 0) >= eldest || elderWords.test(role)) || elderWords.test(textOf(part));

const criteria: readonly Criterion[] = [
  {
    id: "etiquette", scope: "scene", severity: "warn", applies: severalPeople,
    question: { zh: "长幼、亲戚、主客之间的称呼和礼数，得体吗？", en: "Are the manners right between old and young, relatives, hosts and guests?" },
    counts: {
      zh: "算问题：晚辈直呼长辈姓名、长辈未动先动筷、单手递红包给长辈，而剧情并无此意。不算：剧情明确写成失礼并有人在意的。",
      en: "A fault: a younger person calls an elder by the bare name, eats before the elders, hands over an envelope with one hand, with no intent behind it. Not a fault: rudeness that the story means and somebody minds.",
    },
  },
  {
    id: "taboos", scope: "scene", severity: "warn",
    question: { zh: "过年送的东西、说的话、做的事，有没有犯忌讳而无人察觉的？", en: "Is there a gift, a word or an act that is taboo at New Year, which nobody notices?" },
    counts: {
      zh: "算问题：送钟、伞、梨、鞋、白花，谐音或隐喻的不吉利话，饭桌上的忌讳。不算：提到而没有送、没有做，故意写成冲突，或随即有人化解（岁岁平安）。",
      en: "A fault: a clock, umbrella, pears, shoes or white flowers given, unlucky words by sound or meaning, taboos at the table. Not a fault: what is only mentioned, what is a meant conflict, or what somebody puts right at once.",
    },
  },
  {
    id: "customs", scope: "scene", severity: "warn",
    question: { zh: "节日的日子、生肖和习俗，与日期和地方相符吗？", en: "Do dates, zodiac animals and customs of the festival fit the day and the place?" },
    counts: {
      zh: "算问题：习俗放错了日子（初一回娘家、除夕拜年走亲戚），生肖或年份不对，地方食俗张冠李戴。不算：现代变化、人物说自己家不讲究。",
      en: "A fault: a custom on the wrong day (a married daughter home on the first, visits on the eve), a wrong animal or year, dishes of another region. Not a fault: modern ways, or people who say that their family does it otherwise.",
    },
  },
  {
    id: "respect", scope: "scene", severity: "block",
    question: { zh: "对民族、宗教和信仰有没有不尊重？", en: "Is there disrespect towards an ethnic group, a religion or a belief?" },
    counts: {
      zh: "算问题：拿民族、服饰、饮食禁忌、寺庙、僧侣、信徒取笑或当作落后、诈骗，强迫违反禁忌。不算：如实写到其生活与节庆，或有偏见的台词当场被反驳。",
      en: "A fault: a people, its dress or food rules, temples, clergy or believers made a joke, backward or a fraud, or somebody pressed to break a rule. Not a fault: their life shown as it is, or a prejudice that is answered on the spot.",
    },
  },
  {
    id: "stereotypes", scope: "scene", severity: "warn",
    question: { zh: "有没有拿地域、口音、城乡、性别、职业给人贴标签的？", en: "Is anybody reduced to where they are from, how they speak, their sex or their work?" },
    counts: {
      zh: "算问题：“某地人都……”、口音当笑料、乡下人等于没见识、催婚时贬低女性，且全剧认同。不算：人物的自嘲，被别的人物顶回去的话。",
      en: "A fault: \"people from there are all …\", an accent as the joke, the countryside as ignorance, women belittled for not marrying, with the story agreeing. Not a fault: people who laugh at themselves, or a remark that is answered.",
    },
  },
  {
    id: "elders", scope: "scene", severity: "warn", applies: hasElder,
    question: { zh: "老人有没有尊严？", en: "Do old people keep their dignity?" },
    counts: {
      zh: "算问题：衰老、病痛、健忘、去世被当作笑料或累赘，被当面呵斥而无人觉得不妥。不算：善意的打趣，剧情批评的不孝。",
      en: "A fault: age, illness, forgetfulness or death played for laughs or as a burden, an old person scolded and nobody minds. Not a fault: a kind joke, or unkindness that the story condemns.",
    },
  },
  {
    id: "minors", scope: "scene", severity: "block", applies: hasChild,
    question: { zh: "未成年人有没有做出、目睹或被怂恿做危险或不当的事？", en: "Do minors do, watch or get talked into what is dangerous or wrong for them?" },
    counts: {
      zh: "算问题：未成年人抽烟、喝酒、赌博、恋爱、独自燃放鞭炮、被打骂羞辱，或被性化。不算：成年人在场看护下的年俗，被大人及时制止。",
      en: "A fault: minors who smoke, drink, gamble, date, light fireworks alone, are beaten or shamed, or are sexualised. Not a fault: customs with an adult at hand, or what an adult stops in time.",
    },
  },
];

export const cultureRubric: Rubric = { name: "culture", criteria };
