import { lacks, lettersOf, type Match, type Range, tiers } from "./match.ts";

/** A part of a Chinese title as it is typed on a Latin keyboard, and where in the title it stands. */
export interface Syllable {
  readonly sound: string;
  readonly range: Range;
}

/** The syllables of a title made ready for searching. */
export interface Sounds {
  readonly syllables: readonly Syllable[];
  readonly exact: readonly string[];
  /** Without what many do not tell apart. */
  readonly blurred: readonly string[];
  readonly letters: number;
}

/** @param pinyin of the title: `fenjing fj`, whole and by initials */
export function soundsOf(title: string, pinyin: string): Sounds | undefined {
  const syllables = syllablesOf(title, pinyin);
  if (!syllables) return undefined;
  const exact = syllables.map(({ sound }) => sound);
  return { syllables, exact, blurred: exact.map(blur), letters: lettersOf(exact.join("")) };
}

/**
 * Divides the pinyin of a title (`fenjing fj`: whole, then initials) among its characters. Latin words in the title
 * stand for themselves. @returns undefined when the two do not go together
 */
export function syllablesOf(title: string, pinyin: string): readonly Syllable[] | undefined {
  const gap = pinyin.lastIndexOf(" ");
  const [whole, initials] = [pinyin.slice(0, Math.max(gap, 0)), pinyin.slice(gap + 1)];
  const parts = [...title.matchAll(/\p{Script=Han}|[a-z0-9]+/giu)].map((found) => ({ text: found[0], range: [found.index, found.index + found[0].length] as const }));
  const sounds = parts.length === initials.length ? divide(whole, parts.map(({ text }) => text), initials) : undefined;
  return sounds?.map((sound, index) => ({ sound, range: parts[index]!.range }));
}

const syllable = /^(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?(?:[iuv]?(?:a|e|o|ai|ei|ao|ou|an|en|ang|eng|ong|n|ng)|i|u|v|iu|ui|er)$/;
const longest = 6;

/** One sound for each part, all of them together the whole; each begins with its initial. */
function divide(whole: string, parts: readonly string[], initials: string): string[] | undefined {
  const [part, ...others] = parts;
  if (part === undefined) return whole === "" ? [] : undefined;
  for (const sound of soundsAtStart(whole, part)) {
    if (sound[0] !== initials[0]) continue;
    const rest = divide(whole.slice(sound.length), others, initials.slice(1));
    if (rest) return [sound, ...rest];
  }
  return undefined;
}

function soundsAtStart(whole: string, part: string): string[] {
  const own = part.toLowerCase();
  if (!/\p{Script=Han}/u.test(part)) return whole.startsWith(own) ? [own] : [];
  return Array.from({ length: Math.min(longest, whole.length) }, (_, index) => whole.slice(0, index + 1)).filter((sound) => syllable.test(sound)).reverse();
}

/**
 * Finds what is typed in neighbouring syllables, each whole or only begun: `fenjing`, `fj`, `fenj` all find 分镜. What
 * many do not tell apart (`zh` and `z`, `ing` and `in`) is tried last.
 */
export function matchPinyin(term: string, { syllables, exact, blurred, letters }: Sounds): Match | undefined {
  const typed = term.replaceAll("'", "");
  const rough = blur(typed);
  if (typed === "" || lacks(letters, lettersOf(rough))) return undefined;
  const heard = findRun(typed, exact);
  const run = heard ?? findRun(rough, blurred);
  if (!run) return undefined;
  const all = run.count === syllables.length;
  const score = (run.from === 0 ? (all ? tiers.exact : tiers.prefix) : tiers.wordStart) - (heard ? 2 : 12);
  return { score, ranges: [[syllables[run.from]!.range[0], syllables[run.from + run.count - 1]!.range[1]]] };
}

function blur(sound: string): string {
  return sound.replaceAll(/([zcs])h/g, "$1").replaceAll(/([aei])ng/g, "$1n");
}

function findRun(typed: string, sounds: readonly string[]): { from: number; count: number } | undefined {
  for (let from = 0; from < sounds.length; from++) {
    const count = consumed(typed, sounds, from);
    if (count !== undefined) return { from, count };
  }
  return undefined;
}

/** How many syllables from there on take all of what is typed, each as much as it can. */
function consumed(typed: string, sounds: readonly string[], at: number): number | undefined {
  if (typed === "") return 0;
  const sound = sounds[at];
  if (sound === undefined) return undefined;
  let common = 0;
  while (common < sound.length && sound[common] === typed[common]) common++;
  for (let length = common; length > 0; length--) {
    const rest = consumed(typed.slice(length), sounds, at + 1);
    if (rest !== undefined) return rest + 1;
  }
  return undefined;
}
