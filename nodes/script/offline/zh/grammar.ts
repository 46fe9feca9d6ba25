import type { Grammar } from "../grammar.ts";
import { after } from "./after.ts";
import { before } from "./before.ts";
import { customs } from "./customs.ts";
import { closing, home, mustScene, pair } from "./frames.ts";
import { bonds, pairs, people, relations, shops, tokens, trades } from "./words.ts";

/** Homecoming at the Spring Festival of 2026, on an old street in the north. */
export const chineseGrammar: Grammar = {
  language: "zh",
  understands: /春节|过年|新年|除夕|年夜饭|团圆|团聚|春运|红包|饺子|回家|回乡|返乡|归来|老家|家乡|故乡|青梅|竹马|发小|童年|重逢|奶奶|家人|亲情|家庭|CNY|new year|spring festival|homecoming|(returns?|goes|comes|coming|going) home|hometown|home town|childhood|reunion|reconnect|grandm|family/i,
  pairs, trades, shops, tokens, bonds, people, relations, chapters: [...before, ...after], customs, mustScene,
  seasons: [[6], [0, 6], [0, 6, 11], [0, 5, 6, 11], [0, 3, 5, 6, 11], [0, 3, 4, 5, 6, 11], [0, 3, 5, 6, 9, 10, 11], [0, 3, 5, 6, 7, 9, 10, 11], [0, 3, 4, 5, 6, 7, 9, 10, 11], [0, 1, 3, 4, 5, 6, 7, 9, 10, 11], [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  frames: { home, pair, closing },
  side: {
    titles: ["{thing}", "又见{thing}", "{thing}和真心话"],
    loglines: ["{lead}跟着奶奶{do}，把{friend}也卷了进来。", "为了{thing}，{lead}和{friend}又凑到了一起。", "{do}的夜里，有人说了真心话。"],
  },
  bible: {
    titles: ["瘦了", "人还没齐", "这桌子十年没晃过"],
    logline: "十年没回家过年的{who}{lead}回到槐树街，一边是除夕零点前必须签的{deal}，一边是垫了十年桌腿的一封信，和那个以为自己被丢下的{friend}。",
    acts: [
      { title: "起 · 归人", summary: "{lead}回到槐树街，奶奶说{he}瘦了，{friend}说{he}认错了人，墙上写着“拆”。" },
      { title: "承 · 旧账", summary: "爸爸的签名、没收到的信、{rival}的黑车，把{lead}和{friend}越推越近，又一把推开。" },
      { title: "转 · 年关", summary: "除夕零点，{lead}选了家；桌腿下的信见了天日，{rival}拿走了{stake}。" },
      { title: "合 · 人齐", summary: "一千把椅子坐满长街，{token}打开，奶奶终于不再说“瘦了”。" },
    ],
    subplots: [
      { title: "一封信", summary: "十年前{lead}写给{friend}的信和车票不知去向，两个人都以为是对方失约，埋在老槐树下的{token}等着他们一起打开。", characters: ["lead", "friend", "gran"] },
      { title: "嗯", summary: "沉默的{dad}瞒着全街签了搬迁协议，想拿钱帮{lead}；父子之间几十年的一个“嗯”，要等一条街坐满才听得懂。", characters: ["dad", "lead", "mom"] },
      { title: "最后一把椅子", summary: "{rival}要买下槐树街，却被奶奶当成又一个没回家的孩子，从收街的人变成坐下吃饭的人。", characters: ["rival", "gran", "lead"] },
    ],
    newClothes: "新年穿新衣",
  },
  motifs: [
    { motif: "dinner", match: /年夜饭|团圆饭|团年饭|reunion dinner|new year'?s eve (dinner|feast)|family dinner/i },
    { motif: "envelopes", match: /红包|压岁钱|利是|red (envelope|packet|pocket)|hongbao|lai see/i },
    { motif: "gala", match: /春晚|春节联欢晚会|gala|chunwan/i },
    { motif: "fireworks", match: /烟花|烟火|鞭炮|firework|firecracker/i },
    { motif: "dumplings", match: /饺子|dumpling|jiaozi/i },
    { motif: "couplets", match: /春联|对联|couplet/i },
    { motif: "lanterns", match: /花灯|灯会|元宵|灯笼|lantern/i },
    { motif: "lion", match: /舞狮|lion dance/i },
    { motif: "fair", match: /庙会|temple fair/i },
  ],
  pace: (text) => [...text.matchAll(/[\p{Script=Han}A-Za-z0-9]/gu)].length / 4.6,
};
