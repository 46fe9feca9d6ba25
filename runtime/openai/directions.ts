/** Emotions as a speaker is told of them. A word that is not here is said as it is. */
const tones: Readonly<Record<string, readonly [chinese: string, english: string]>> = {
  "neutral": ["平静自然", "calm and natural"],
  "joyful": ["喜悦,带着笑意", "joyful, with a smile in the voice"],
  "family-warm": ["温暖亲切,像对家人说话", "warm and close, as one speaks to family"],
  "nostalgic": ["怀旧,略带感慨", "nostalgic, a little wistful"],
  "light-hearted": ["轻松俏皮", "light-hearted and playful"],
  "romantic": ["温柔深情", "tender and loving"],
  "dramatic": ["富有戏剧张力", "dramatic and intense"],
  "sad": ["悲伤低沉", "sad and low"],
  "angry": ["愤怒,克制不住", "angry, hardly restrained"],
  "anxious": ["焦急不安", "anxious and uneasy"],
  "surprised": ["惊讶", "surprised"],
  "determined": ["坚定有力", "firm and determined"],
};

/** How a line should be said, in words of its own language where that is Chinese, else in English. */
export function directions(language: string, emotion: string, direction: string | undefined): string {
  const chinese = /^(zh|yue|cmn)\b/i.test(language);
  const tone = tones[emotion]?.[chinese ? 0 : 1] ?? emotion;
  if (chinese) return `语气:${tone}。${direction ? `${direction.replace(/[。.]?$/, "。")}` : ""}`;
  return `Tone: ${tone}.${direction ? ` ${direction}` : ""}`;
}
