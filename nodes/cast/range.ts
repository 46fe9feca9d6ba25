import { type Emotion, emotions } from "../story/index.ts";

/** Which feelings a temper shows easily. */
const tempers: readonly (readonly [RegExp, readonly Emotion[]])[] = [
  [/warm|kind|caring|gentle|loving|温柔|善良|慈|体贴|温暖|和蔼/i, ["family-warm", "nostalgic"]],
  [/cheer|lively|optimis|sunny|outgoing|energetic|开朗|活泼|乐观|外向|热情/i, ["joyful", "light-hearted"]],
  [/humou?r|witty|playful|funny|teas|幽默|风趣|俏皮|调皮|爱开玩笑/i, ["light-hearted", "joyful"]],
  [/stubborn|determin|ambitio|driven|strong|decisive|倔|坚强|坚定|要强|执着|事业/i, ["determined", "dramatic"]],
  [/hot.?temper|irritab|impuls|fierce|暴躁|急躁|冲动|火爆|严厉/i, ["angry", "dramatic"]],
  [/shy|timid|nervous|insecure|sensitive|害羞|腼腆|敏感|内向|胆小/i, ["anxious", "surprised"]],
  [/melanchol|sad|lonely|reserved|quiet|忧郁|孤独|沉默|内敛/i, ["sad", "nostalgic"]],
  [/romantic|tender|dreamy|passionate|浪漫|深情|痴情/i, ["romantic"]],
];

/** In the order of the emotion list; everyone is sometimes neutral, joyful and sad. */
export function emotionalRange(personality: string, years: number): Emotion[] {
  const found = new Set<Emotion>(["neutral", "joyful", "sad"]);
  for (const [words, feelings] of tempers) if (words.test(personality)) for (const feeling of feelings) found.add(feeling);
  if (years >= 60) found.add("family-warm").add("nostalgic");
  if (found.size === 3) found.add("surprised").add("family-warm");
  return emotions.filter((emotion) => found.has(emotion));
}
