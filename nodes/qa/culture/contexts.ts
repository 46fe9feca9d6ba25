import type { ContextName, ContextWords } from "./rule.ts";

const people = "你|您|他|她|我|咱|爸|妈|爷|奶|外|姥|阿|老|小|岳|婆|叔|伯|姑|舅|姨|哥|姐|弟|妹|大家|孩子";

/** Contexts as data. In `given` somebody gets something as a present; seeing a person somewhere is another 送. */
export const contexts: Readonly<Record<ContextName, ContextWords>> = {
  given: {
    match: [
      "送", "赠", "递给", "献给", "礼物", "贺礼", "见面礼", "回礼", "厚礼", "收下", "孝敬",
      `给(?:${people})[^，]{0,8}(?:带|买|挑|备|拿|捎)`, `给(?:${people})(?:[们爷奶]?)(?:一|两|这|那)?[个份座台只把双块条束本]`,
      `(?:带|买|挑|备|拿|捎)[^，]{0,12}给(?:${people})`,
      "\\b(?:give|gives|gave|giving|gift|gifts|gifted)\\b",
      "\\b(?:birthday|wedding|new year'?s?|as a|nice|little) presents?\\b", "\\bbought (?:you|him|her|them|grandma|grandpa|mom|dad)\\b",
    ],
    unless: [
      "送(?:(?![一个座把只台块双这那两钟伞梨鞋表刀镜])\\p{Script=Han}){0,4}?(?:到|去|往|回|上|下楼|出门|进|走|一程|过)",
      "送(?:别|行|客|医|终|货|信|命|死|葬|亲|站|机|孩子上学)", "(?:护|目|葬|断|运|输|传|放|播|接|欢|押|发|配)送", "送走", "外卖",
      "\\bgive (?:up|in|way|birth|me a (?:minute|second|break)|it a (?:try|rest))\\b", "\\bgiven\\b",
    ],
  },
};

/** A prop is a present by its own state … */
export const wrapped = ["包好", "包装", "礼盒", "礼品", "礼物", "系着", "彩带", "wrapped", "gift", "present"];
/** … or when someone who has it in hand says so without naming it. */
export const handingOver = [
  `(?:礼物|见面礼|贺礼|一点心意|小小心意)`, `这(?:个|是)?(?:送|给)(?:你|您|他|她)(?:的|们的)?$`, `(?:送|给)(?:你|您)的$`,
  "\\bthis is for you\\b", "\\b(?:a|my|your|little|small) (?:gift|present)\\b",
];

/** `一座老钟`, on its own after `这是我的礼物`: it names the present. */
export const namesPresent = /^(?:就?是)?(?:一|两|这|那)[个份座台只把双块条束本套]\p{Script=Han}{1,6}$/u;

/** "Don't", directly before what it denies. */
export const denial = /(?:别|不能|不要|不可以?|不许|不该|不兴|不会|不用|不准|不送|不吃|没有?|忌|切勿|勿|莫|哪能|怎么能|怎么会|怎么可能|谁会|从不|绝不|决不|\bnot|\bnever|n't|\bno|\bwithout)[^，]{0,6}$/iu;
/** … or directly after it: `送不得`. */
export const denialAfter = /^\p{Script=Han}{0,3}?(?:不得|不了|可不行|可不能|不能送|不能给)/u;
/** Talk about the custom itself. */
export const aboutCustom = /不吉利|忌讳|犯忌|迷信|谐音|习俗|老规矩|讲究|bad luck|unlucky|taboo|superstiti/iu;
