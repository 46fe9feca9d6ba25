import { type Emotion, emotions } from "../story/index.ts";

/**
 * How scripts name emotions, in both languages. Where one word contains another (`不高兴`, `高兴`) the longer is tried
 * first, so a negation is a word of its own.
 */
const words: Record<Exclude<Emotion, "neutral">, string> = {
  "joyful": "开心 高兴 欢喜 欢快 喜悦 兴奋 激动 惊喜 大笑 欢呼 得意 雀跃 笑 joyful happy happily delighted excited excitedly laughing cheering beaming elated gleeful",
  "family-warm": "家人温暖 温暖 温馨 温柔 慈祥 慈爱 疼爱 心疼 亲切 关切 关心 和蔼 欣慰 暖 家常 family-warm warm warmly gentle gently kindly fondly caring lovingly soothing motherly",
  "nostalgic": "怀旧 怀念 回忆 感慨 感伤 追忆 思念 恍惚 惆怅 nostalgic nostalgically wistful wistfully remembering reminiscing longing",
  "light-hearted": "轻松 轻快 调皮 俏皮 打趣 玩笑 调侃 逗 嬉笑 坏笑 撒娇 幽默 偷笑 憋笑 微笑 light-hearted lighthearted playful playfully teasing teasingly joking amused grinning smiling wry wryly dry deadpan",
  "romantic": "浪漫 深情 含情 心动 害羞 羞涩 脸红 甜蜜 暧昧 柔情 告白 romantic romantically tender tenderly shy shyly blushing smitten adoring",
  "dramatic": "激烈 戏剧性 紧张对峙 震撼 悲壮 咬牙 一字一句 冷笑 阴沉 dramatic dramatically intense intensely gravely ominous ominously",
  "sad": "难过 伤心 悲伤 哭 流泪 含泪 哽咽 落泪 泪 失落 委屈 沮丧 绝望 愧疚 抱歉 心碎 不开心 叹气 sad sadly crying tearful tearfully weeping sobbing heartbroken choked mournful apologetic sighing guilty",
  "angry": "愤怒 生气 气愤 怒 恼火 吼 呵斥 厉声 不高兴 不耐烦 冷冷 冷漠 讽刺 质问 angry angrily furious shouting yelling snapping irritated annoyed impatient coldly cold sarcastic bitterly",
  "anxious": "紧张 焦急 着急 担心 担忧 不安 慌 慌张 害怕 恐惧 忐忑 犹豫 迟疑 急 anxious anxiously nervous nervously worried scared afraid hesitant hesitating panicked urgently uneasy",
  "surprised": "惊讶 吃惊 震惊 惊 愣住 愣 意外 诧异 目瞪口呆 不敢相信 surprised shocked stunned astonished startled gasping disbelieving incredulous",
  "determined": "坚定 坚决 果断 郑重 认真 严肃 下定决心 毅然 自信 determined firmly firm resolute resolutely resolved serious seriously confident confidently",
};

const chinese: readonly (readonly [string, Emotion])[] = entries((word) => !/[a-z]/.test(word));
const english: ReadonlyMap<string, Emotion> = new Map([
  ...entries((word) => /[a-z]/.test(word)),
  ...emotions.map((emotion) => [emotion, emotion] as const),
]);

function entries(accept: (word: string) => boolean): (readonly [string, Emotion])[] {
  return Object.entries(words)
    .flatMap(([emotion, list]) => list.split(" ").filter(accept).map((word) => [word, emotion as Emotion] as const))
    .sort((a, b) => b[0].length - a[0].length);
}

/** What a word or phrase says about the speaker's emotion. */
export interface EmotionReading {
  readonly emotion: Emotion;
  /** Whether the phrase says nothing more than the emotion, so that it need not be kept as a direction. */
  readonly whole: boolean;
}

/** Reads `温柔`, `笑着打趣` or `quietly furious`. @returns undefined when no known word is in it */
export function readEmotion(phrase: string): EmotionReading | undefined {
  const text = phrase.trim().toLowerCase();
  if (/^(平静|平淡|淡淡|中性|neutral)$/.test(text)) return { emotion: "neutral", whole: true };
  for (const [word, emotion] of chinese) {
    if (text.includes(word)) return { emotion, whole: text === word || text === `${word}地` };
  }
  for (const word of text.split(/[^a-z-]+/)) {
    const emotion = english.get(word);
    if (emotion) return { emotion, whole: text === word };
  }
  return undefined;
}
