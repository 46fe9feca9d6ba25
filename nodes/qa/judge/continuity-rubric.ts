import { type Criterion, type Part, type Rubric, textOf } from "./rubric.ts";

const severalScenes = ({ scenes }: Part) => scenes.length > 1;
const severalPeople = ({ people }: Part) => people.length > 1;
const hurt = /伤|血|摔|骨折|绷带|扭了|烫|瘸|拐杖|疤|\b(?:hurts?|injur\w*|wound\w*|blood\w*|bleed\w*|bandag\w*|bruis\w*|limp\w*|crutch\w*|scars?|sprain\w*|broke (?:his|her|an?) \w+)\b/iu;

const criteria: readonly Criterion[] = [
  {
    id: "motivation", scope: "scene", severity: "warn",
    question: { zh: "每个人物说这句话、做这件事，有没有他自己的理由？", en: "Does everybody have a reason of their own for what they say and do?" },
    counts: {
      zh: "算问题：只为推进情节而突然改变态度、决定或目标，前后都找不到原因。不算：有意隐瞒、一时冲动、原因稍后才揭晓的悬念。",
      en: "A fault: a sudden change of mind, decision or aim that only serves the plot, with no cause before or after. Not a fault: hiding something, acting on impulse, a cause that is plainly kept back for later.",
    },
  },
  {
    id: "hands", scope: "scene", severity: "warn", applies: ({ scenes }) => scenes.some(({ props, shots }) => props.length > 0 || shots.length > 0),
    question: { zh: "道具在谁手里、是什么状态，从画面到台词是否一致？", en: "Does it stay clear from shot to line who holds which thing, and in what state it is?" },
    counts: {
      zh: "算问题：同一只手拿两样东西、东西凭空出现或消失、说的与看到的状态相反。不算：没写明怎么放下的小动作。",
      en: "A fault: a hand that holds two things, a thing that appears or is gone without cause, words that contradict the state that is shown. Not a fault: a small action that was left unwritten.",
    },
  },
  {
    id: "time", scope: "scene", severity: "warn",
    question: { zh: "台词和画面里的时间，与本场的时段、日期以及前面各场是否相符？", en: "Do words and pictures agree with the scene's time of day and date, and with the scenes before?" },
    counts: {
      zh: "算问题：夜戏说“大中午的”，说“昨天”却是上一场的事，年数、年龄算不对。不算：回忆、约数、夸张。",
      en: "A fault: noon spoken of at night, \"yesterday\" for what was a scene ago, years or ages that do not add up. Not a fault: memories, round numbers, exaggeration.",
    },
  },
  {
    id: "injuries", scope: "scene", severity: "warn", applies: (part) => hurt.test(textOf(part)),
    question: { zh: "受的伤、生的病、喝的酒，后来还在不在？", en: "Do injuries, illness and drink last as they would?" },
    counts: {
      zh: "算问题：刚受伤就行动自如，伤换了位置，重病无故好了。不算：小磕碰，已经说明过了很久。",
      en: "A fault: somebody just hurt who moves freely, a wound that changes sides, an illness gone without cause. Not a fault: a scratch, or time that is said to have passed.",
    },
  },
  {
    id: "address", scope: "scene", severity: "warn", applies: severalPeople,
    question: { zh: "彼此的称呼、亲疏和语气，符合人物关系吗？", en: "Do people call and treat each other as what they are to each other?" },
    counts: {
      zh: "算问题：叫错辈分或关系，刚认识却像老熟人，前后称呼无故改变。不算：昵称、玩笑、赌气时的改口。",
      en: "A fault: a wrong word for a relative, strangers who talk like old friends, a form of address that changes without cause. Not a fault: pet names, jokes, a change out of anger.",
    },
  },
  {
    id: "knowledge", scope: "episode", severity: "warn", applies: severalScenes,
    question: { zh: "每个人说出来的事，他在那个时候可能知道吗？", en: "Can everybody know, at that moment, what they speak of?" },
    counts: {
      zh: "算问题：说出自己不在场、也没人告诉过他的事；忘了自己刚知道的事。不算：明显的猜测、试探，故事开始前就可能知道的事。",
      en: "A fault: somebody speaks of what happened when they were away and nobody told them, or has forgotten what they just learned. Not a fault: a plain guess, a bluff, or what they may have known before the story began.",
    },
  },
  {
    id: "promises", scope: "episode", severity: "warn", applies: severalScenes,
    question: { zh: "埋下的承诺、威胁、约定和悬念，后来有没有下文？", en: "Is what was promised, threatened, agreed or set up taken up again?" },
    counts: {
      zh: "算问题：明确约定当天要做的事再没提起；结局与许下的话矛盾而没人注意。不算：最后一场留给下一集的悬念。引用埋下它的那一句。",
      en: "A fault: something agreed for that day that is never mentioned again, an end that contradicts a promise unnoticed. Not a fault: what the last scene leaves open for the next episode. Quote the line that sets it up.",
    },
  },
];

export const continuityRubric: Rubric = { name: "continuity", criteria };
