/** A gain that changes in time: straight lines between points, constant before the first and after the last. */
export type Envelope = readonly { readonly at: number; readonly gain: number }[];

/** Multiplies `gain`, whose first value belongs to sample `from`, by the envelope; line by line, since most are level. */
export function multiply(gain: Float32Array, from: number, envelope: Envelope): void {
  const end = from + gain.length;
  for (let index = 0; index <= envelope.length; index++) {
    const before = envelope[index - 1];
    const after = envelope[index];
    const first = Math.max(from, before?.at ?? from);
    const last = Math.min(end, after?.at ?? end);
    const level = before?.gain ?? after?.gain ?? 1;
    const slope = before && after && after.at > before.at ? (after.gain - before.gain) / (after.at - before.at) : 0;
    if (slope === 0 && level === 1) continue;
    for (let at = first; at < last; at++) gain[at - from]! *= level + slope * (at - (before?.at ?? at));
  }
}

export interface Span {
  /** In samples; `end` is the first one after it. */
  readonly start: number;
  readonly end: number;
}

/** Rises over the first samples of a span and falls over the last; the two halves of a cross-fade add up to one. */
export function fades({ start, end }: Span, fadeIn: number, fadeOut: number): Envelope {
  return [
    ...(fadeIn > 0 ? [{ at: start, gain: 0 }, { at: start + fadeIn, gain: 1 }] : []),
    ...(fadeOut > 0 ? [{ at: end - fadeOut, gain: 1 }, { at: end, gain: 0 }] : []),
  ];
}

export interface Ducking {
  /** Gain under speech, below 1. */
  readonly gain: number;
  /** Samples before an onset at which the bed starts to fall, and after it at which it is down. */
  readonly ahead: number;
  readonly down: number;
  /** Samples after speech for which the bed stays down, and then takes to come back. */
  readonly hold: number;
  readonly back: number;
}

/**
 * The bed's gain under speech. It follows the places of the lines, not the sound: known to the sample, it can begin to
 * fall just before a word. Where a pause is too short to come back in, the bed stays down.
 */
export function duckUnder(speech: readonly Span[], { gain, ahead, down, hold, back }: Ducking): Envelope {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...speech].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start - ahead < last.end + hold + back) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged.flatMap(({ start, end }) => [
    { at: start - ahead, gain: 1 },
    { at: start + down, gain },
    { at: Math.max(end + hold, start + down + 1), gain },
    { at: Math.max(end + hold, start + down + 1) + back, gain: 1 },
  ]);
}
