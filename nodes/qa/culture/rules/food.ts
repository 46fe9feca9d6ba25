import type { Rule } from "../rule.ts";

const food = { class: "food", severity: "warn", in: ["line", "action"] } as const;

export const foods: readonly Rule[] = [
  { ...food, id: "food-fish-finished", days: ["12-28", "01-01"], match: ["鱼[^，]{0,8}(?:吃光|吃完|吃干净|一点不剩|不剩)", "(?:吃光|吃完)[^，]{0,4}鱼", "\\bfinish(?:es|ed)? the (?:whole )?fish\\b"], why: "The whole fish is eaten up: 年年有余 asks for some to be left.", instead: "Leave head and tail for the new year." },
  { ...food, id: "food-fish-turned", match: ["鱼[^，]{0,4}翻(?:面|个身|过来|身|过去)", "翻(?:一下)?鱼", "把鱼翻", "\\bturns? the fish over\\b", "\\bflips? the fish\\b"], unless: ["(?:锅|煎)[^，]{0,8}"], why: "The fish is turned over at the table: boats will capsize, say those who live by the sea.", instead: "Lift the bone out and eat on." },
  { ...food, id: "food-pear-shared", match: ["分(?:着吃)?(?:一?个)?梨", "梨[^，]{0,8}(?:一人一半|切开|切成|分着|分了|分给|分来)", "\\bshares? (?:a|the) pear\\b", "\\bsplits? (?:a|the) pear\\b"], unless: ["梨花", "凤梨"], why: "A pear is shared: 分梨 sounds like 分离, to part.", instead: "Give everyone a whole one, or cut an apple." },
  { ...food, id: "food-porridge", days: ["01-01", "01-01"], match: ["(?:喝|吃|煮|熬|盛)[^，]{0,3}(?:粥|稀饭)", "\\b(?:porridge|congee)\\b"], why: "Porridge is eaten on the first day: it is the food of the poor.", instead: "Dumplings, 年糕 or 汤圆 are fine." },
  { ...food, id: "food-chopsticks-upright", match: ["筷子[^，]{0,6}(?:插|竖|立)[^，]{0,6}(?:饭|米|碗)", "(?:插|竖)[^，]{0,3}筷子", "\\bchopsticks? (?:stuck|standing|stand|upright) (?:\\w+ ){0,2}(?:in|upright)\\b"], why: "Chopsticks stand upright in rice: that is how the dead are offered food.", instead: "Lay them across the bowl or on a rest." },
];
