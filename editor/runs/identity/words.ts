import type { Workspace } from "../../state/workspace.ts";
import { dictionary } from "../../view/words.ts";

export const words = dictionary({
  en: {
    pass: "as anchored", uncertain: "needs a look", fail: "not as anchored",
    match: "match", mismatch: "mismatch", notVisible: "not visible", declared: "the script declares a change",
    scoreOf: (score: string, threshold: string) => `score ${score}, at least ${threshold} asked`, noScore: (threshold: string) => `no score; at least ${threshold} asked`, by: (who: string) => `looked at by ${who}`,
    reference: (name: string) => `${name}, reference`, noReference: "no reference picture", candidate: "This shot", attempt: (n: number, of: number) => `Attempt ${n} of ${of}`, kept: "kept", seed: (seed: number) => `seed ${seed}`,
    againFor: (what: string) => `made again for: ${what}`, failing: (what: string) => `not as anchored: ${what}`, attempts: "Attempts",
    attribute: "Attribute", verdict: "Verdict", evidence: "What is seen", votes: "Further votes", vote: "By", says: "Says", measured: "Measured", note: "Note", voteFor: "for", voteAgainst: "against", voteAbstains: "abstains", atLeast: (value: string, threshold: string) => `${value} (threshold ${threshold})`,
    nobody: "Nobody is in this shot: there is nothing to compare.",
    character: "Character", mean: "Mean score", slopeShot: "Slope per shot", slopeEpisode: "Slope per episode", shots: "Shots", worst: "Differ most", gap: (gap: string) => `${gap} apart`, copied: (n: number) => n === 1 ? "1 copy of the reference" : `${n} copies of the reference`,
    chart: (name: string, scores: string) => `Scores of ${name}: ${scores}`, scores: "Scores", episodes: "Episodes", unseen: "not seen", noCharacters: "Nobody was looked at.", reportBy: (who: string) => `Looked at by ${who}`,
  },
  zh: {
    pass: "一致", uncertain: "待人工确认", fail: "不一致",
    match: "相符", mismatch: "不符", notVisible: "看不到", declared: "剧本已说明有变化",
    scoreOf: (score, threshold) => `得分 ${score}，要求至少 ${threshold}`, noScore: (threshold) => `没有得分，要求至少 ${threshold}`, by: (who) => `由 ${who} 查看`,
    reference: (name) => `${name}，参考图`, noReference: "没有参考图", candidate: "本镜头", attempt: (n, of) => `第 ${n} 次，共 ${of} 次`, kept: "采用", seed: (seed) => `种子 ${seed}`,
    againFor: (what) => `因此重画：${what}`, failing: (what) => `不一致：${what}`, attempts: "各次尝试",
    attribute: "特征", verdict: "判定", evidence: "看到的", votes: "其他依据", vote: "来源", says: "意见", measured: "测得", note: "说明", voteFor: "支持", voteAgainst: "反对", voteAbstains: "弃权", atLeast: (value, threshold) => `${value}（阈值 ${threshold}）`,
    nobody: "这个镜头里没有人物，无需比对。",
    character: "角色", mean: "平均得分", slopeShot: "每镜头斜率", slopeEpisode: "每集斜率", shots: "镜头", worst: "差别最大", gap: (gap) => `相差 ${gap}`, copied: (n) => `${n} 张照搬参考图`,
    chart: (name, scores) => `${name} 的得分：${scores}`, scores: "得分", episodes: "分集", unseen: "没看到", noCharacters: "没有查看任何角色。", reportBy: (who) => `由 ${who} 查看`,
  },
});

/** An attribute's name: by its pack, else its own, taken apart. */
export function attributeName({ packs }: Pick<Workspace, "packs">, attribute: string): string {
  return packs.choiceWords("Identity attribute")?.[attribute] ?? attribute.replaceAll(/([A-Z])/g, " $1").toLowerCase();
}
