import type { Emotion } from "../story/index.ts";

/** One note of the piece. Beats are quarters; pitches are MIDI numbers. */
export interface Note {
  readonly part: "melody" | "accompaniment" | "flute" | "pad" | "drum" | "shaker" | "bell";
  readonly beat: number;
  readonly beats: number;
  readonly pitch: number;
  /** 0 to 1. */
  readonly weight: number;
}

export const moods = ["warm", "bright", "tender", "tense"] as const;
export type Mood = (typeof moods)[number];

interface Style {
  /** Beats a minute. */
  readonly tempo: number;
  /** One chord a bar, as its root and its tones in semitones over the tonic. */
  readonly chords: readonly (readonly number[])[];
  /** Chance that an eighth of the melody is played. */
  readonly density: number;
  readonly drums: number;
  readonly flute: number;
}

/** The tonic is D; all melodies use the five notes D E F♯ A B, major where D is home and minor where B is. */
export const tonic = 62;
const scale = [0, 2, 4, 7, 9];
const [D, G, A, Bm, Em] = [[0, 4, 7], [5, 9, 12], [7, 11, 14], [-3, 0, 4], [2, 5, 9]] as const;

export const styles: Readonly<Record<Mood, Style>> = {
  warm: { tempo: 80, chords: [D, Bm, G, A], density: 0.5, drums: 0.5, flute: 0.7 },
  bright: { tempo: 104, chords: [D, G, D, A], density: 0.68, drums: 1, flute: 0.5 },
  tender: { tempo: 64, chords: [Bm, G, D, A], density: 0.36, drums: 0, flute: 1 },
  tense: { tempo: 88, chords: [Bm, Em, Bm, A], density: 0.3, drums: 0.8, flute: 0.4 },
};

const moodOfEmotion: Readonly<Record<Emotion, Mood>> = {
  "neutral": "warm", "joyful": "bright", "family-warm": "warm", "nostalgic": "tender", "light-hearted": "bright", "romantic": "warm",
  "dramatic": "tense", "sad": "tender", "angry": "tense", "anxious": "tense", "surprised": "bright", "determined": "warm",
};

/** The mood most of the scenes share; the warmer one of two that are even. */
export function moodOf(emotions: readonly Emotion[]): Mood {
  const count = (mood: Mood) => emotions.filter((emotion) => moodOfEmotion[emotion] === mood).length;
  return moods.reduce((best, mood) => (count(mood) > count(best) ? mood : best));
}

/** Whole bars of four beats that fill the time at nearly the style's tempo, in phrases of four where there is room. */
export function barsIn(seconds: number, mood: Mood): number {
  const bars = (seconds * styles[mood].tempo) / 240;
  return bars >= 6 ? 4 * Math.round(bars / 4) : Math.max(1, Math.round(bars));
}

/** Phrases in the order A A′ B A′: the same thought, the answer to it, a higher one, and home. */
export function compose(mood: Mood, bars: number, random: () => number): Note[] {
  const style = styles[mood];
  const thoughts = { a: phrase(style, random, 2), b: phrase(style, random, 4) };
  const notes: Note[] = [];
  for (let bar = 0; bar < bars; bar++) {
    const form = (bar >> 2) % 4;
    const isHigh = form === 2;
    const isAnswer = form % 2 === 1 && bar % 4 === 3;
    const chord = style.chords[isAnswer ? 0 : bar % style.chords.length]!;
    const melody = isAnswer ? homecoming(chord) : (isHigh ? thoughts.b : thoughts.a)[bar % 4]!;
    const played = melody.map((note) => ({ ...note, beat: note.beat + bar * 4 }));
    notes.push(...(isHigh && style.flute > 0.4 ? played.map((note) => ({ ...note, part: "flute" as const, weight: note.weight * style.flute })) : played));
    notes.push(...accompany(chord, bar, style, random), ...beat(bar, style));
    for (const tone of chord) notes.push({ part: "pad", beat: bar * 4, beats: 4, pitch: tonic - 12 + tone, weight: 0.5 });
  }
  return notes;
}

/** The end of an answer: down the scale to the root of the home chord, and rest. */
function homecoming(home: readonly number[]): Note[] {
  const way = home === D ? [4, 2, 0] : [2, 0, -3];
  return way.map((semitones, i) => ({ part: "melody", beat: i, beats: i === 2 ? 2 : 1, pitch: tonic + semitones, weight: 0.75 }));
}

/** Four bars that walk along the scale by steps more than leaps, strong beats on notes of the chord. */
function phrase({ chords, density }: Style, random: () => number, start: number): Note[][] {
  let degree = start + 1;
  return Array.from({ length: 4 }, (_, bar) => {
    const chord = chords[bar % chords.length]!;
    const notes: Note[] = [];
    const onsets = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5].filter((at) => at === 0 || random() < (at % 1 === 0 ? density * 1.25 : density * 0.6));
    onsets.forEach((at, i) => {
      degree = Math.min(start + 5, Math.max(start - 2, degree + [-2, -1, -1, 0, 1, 1, 2][Math.floor(random() * 7)]!));
      const pitch = at % 2 === 0 ? nearestOf(chord, pitchOf(degree)) : pitchOf(degree);
      const beats = (onsets[i + 1] ?? 4) - at;
      notes.push({ part: "melody", beat: at, beats, pitch: tonic + pitch, weight: (at === 0 ? 0.9 : 0.6) + 0.1 * random() });
      const isOrnamented = beats >= 1 && random() < 0.35;
      if (isOrnamented) notes.push({ part: "melody", beat: at + 0.12, beats: 0.4, pitch: tonic + pitchOf(degree + 1), weight: 0.28 });
    });
    return notes;
  });
}

function pitchOf(degree: number): number {
  const octave = Math.floor(degree / scale.length);
  return scale[degree - octave * scale.length]! + 12 * octave;
}

function nearestOf(chord: readonly number[], pitch: number): number {
  const tones = chord.flatMap((tone) => [tone - 12, tone, tone + 12]).filter((tone) => scale.includes(((tone % 12) + 12) % 12));
  return tones.reduce((best, tone) => (Math.abs(tone - pitch) < Math.abs(best - pitch) ? tone : best), tones[0] ?? pitch);
}

/** Broken chords in eighths, an octave and more below the melody, some left out. */
function accompany(chord: readonly number[], bar: number, { density }: Style, random: () => number): Note[] {
  const [root, third, fifth] = chord as [number, number, number];
  const figure = [root - 12, fifth - 12, root, third, fifth, third, root, fifth - 12];
  return figure.flatMap((pitch, i): Note[] => (i > 0 && random() > density + 0.25 ? [] : [
    { part: "accompaniment", beat: bar * 4 + i / 2, beats: 1.5, pitch: tonic - 12 + pitch, weight: i === 0 ? 0.7 : 0.3 + 0.15 * random() },
  ]));
}

function beat(bar: number, { drums }: Style): Note[] {
  const at = (part: Note["part"], beatInBar: number, weight: number, pitch: number): Note => ({ part, beat: bar * 4 + beatInBar, beats: 1, pitch, weight });
  const bell = bar % 4 === 0 ? [at("bell", 0, 0.35, tonic + 24)] : [];
  if (drums === 0) return bell;
  return [
    ...bell, at("drum", 0, 0.8 * drums, 38), at("drum", 2.5, 0.35 * drums, 43), at("drum", 3, 0.5 * drums, 40),
    ...[0.5, 1.5, 2, 3.5].map((offbeat) => at("shaker", offbeat, 0.3 * drums, 0)),
  ];
}
