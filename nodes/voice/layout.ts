/** Where the shots and lines of a scene come to lie. Everything counts whole frames. */

export interface ShotToPlace {
  readonly id: string;
  /** The wanted length; 0 when the lines alone decide. */
  readonly wanted: number;
  /** Frames shared with the next shot. */
  readonly overlap: number;
  readonly lines: readonly LineToPlace[];
}

export interface LineToPlace {
  readonly id: string;
  readonly frames: number;
  /** Given by the author, from the start of the first shot that has lines. */
  readonly given?: { readonly start: number; readonly end?: number };
  /** Shown, not spoken: takes no turn among the lines. */
  readonly silent: boolean;
}

export interface Spacing {
  /** Between two lines. */
  readonly gap: number;
  /** From the start of a shot to its first line. */
  readonly lead: number;
  /** From the last line of a shot to its end. */
  readonly tail: number;
  /** What a shot without lines is never shorter than. */
  readonly shortest: number;
}

export interface Layout {
  readonly frames: number;
  readonly shots: readonly { readonly id: string; readonly start: number; readonly frames: number }[];
  readonly lines: readonly { readonly id: string; readonly start: number; readonly end: number; /** After its given start. */ readonly late: number }[];
}

/** How far it has come: where the next shot starts, when the last line ends, and from where given times count. */
interface Cursor {
  readonly at: number;
  readonly spoken?: { readonly end: number; readonly givenEnd?: number };
  readonly origin?: number;
  /** The overlap of the shot before, which the next shot must be longer than. */
  readonly overlap: number;
}
type Part = Omit<Layout, "frames"> & { readonly cursor: Cursor };

/**
 * Lays shots end to end. A shot is as long as it wants to be or its lines need; where the next line has a given time,
 * the shots before it give up room for it, spacing and wanted lengths alike, but never the sound of a line.
 */
export function layOut(shots: readonly ShotToPlace[], spacing: Spacing): Layout {
  let cursor: Cursor = { at: 0, overlap: 0 };
  const parts: Part[] = [];
  const groups = betweenGivenTimes(shots);
  groups.forEach((group, index) => {
    const given = groups[index + 1]?.[0]?.lines.find((line) => !line.silent)?.given;
    const part = placeInTime(group, cursor, spacing, given?.start);
    parts.push(part);
    cursor = part.cursor;
  });
  const placed = parts.flatMap((part) => part.shots);
  const last = placed.at(-1)!;
  return { frames: last.start + last.frames, shots: placed, lines: parts.flatMap((part) => part.lines) };
}

/** Cuts the shots where one begins with a line at a given time: only there does the clock bind. */
function betweenGivenTimes(shots: readonly ShotToPlace[]): ShotToPlace[][] {
  const groups: ShotToPlace[][] = [];
  let begun = false;
  for (const shot of shots) {
    const first = shot.lines.find((line) => !line.silent);
    const binds = first !== undefined && (!begun || first.given !== undefined);
    if (binds || groups.length === 0) groups.push([]);
    begun ||= first !== undefined;
    groups.at(-1)!.push(shot);
  }
  return groups;
}

/** @param due when the group after this one begins to speak, if that is given; before the origin is known nothing is due */
function placeInTime(group: readonly ShotToPlace[], cursor: Cursor, spacing: Spacing, due: number | undefined): Part {
  for (let tenths = 10; ; tenths--) {
    const ease = tenths / 10;
    const part = placeGroup(group, cursor, spacing, ease);
    if (due === undefined || part.cursor.origin === undefined) return part;
    const spare = part.cursor.origin + due - Math.round(spacing.lead * ease) - part.cursor.at;
    if (spare >= 0) return holdLast(part, group.at(-1)!, Math.floor(spare / 2));
    if (tenths === 0) return part;
  }
}

/** A shot that only its lines measure holds half of the pause that follows; the other half is the next one's. */
function holdLast(part: Part, shot: ShotToPlace, frames: number): Part {
  if (shot.wanted > 0 || shot.lines.length === 0) return part;
  const last = part.shots.at(-1)!;
  return {
    ...part,
    shots: [...part.shots.slice(0, -1), { ...last, frames: last.frames + frames }],
    cursor: { ...part.cursor, at: part.cursor.at + frames },
  };
}

/** @param ease 1 for all the room that is wanted, 0 for none but what is needed */
function placeGroup(group: readonly ShotToPlace[], from: Cursor, spacing: Spacing, ease: number): Part {
  const room = (frames: number) => Math.round(frames * ease);
  const shots: Layout["shots"][number][] = [];
  const lines: Layout["lines"][number][] = [];
  let cursor = from;
  for (const shot of group) {
    const start = cursor.at;
    const speaks = shot.lines.some((line) => !line.silent);
    const origin = cursor.origin ?? (speaks ? start : undefined);
    let { spoken } = cursor;
    let needed = Math.max(cursor.overlap + shot.overlap + 1, speaks ? 1 : spacing.shortest);
    let isFirst = true;
    for (const line of shot.lines) {
      const asked = line.given && (origin ?? start) + line.given.start;
      if (line.silent) {
        const shown = asked ?? start;
        lines.push({ id: line.id, start: shown, end: shown + line.frames, late: 0 });
        needed = Math.max(needed, shown + line.frames - start);
        continue;
      }
      const begin = asked === undefined
        ? Math.max(isFirst ? start + room(spacing.lead) : start, spoken ? spoken.end + room(spacing.gap) : start)
        : Math.max(asked, overlapIsGiven(spoken, line) ? asked : spoken?.end ?? asked);
      const end = begin + line.frames;
      lines.push({ id: line.id, start: begin, end, late: asked === undefined ? 0 : begin - asked });
      const givenEnd = line.given?.end;
      spoken = { end: Math.max(end, spoken?.end ?? end), ...(givenEnd === undefined ? {} : { givenEnd }) };
      needed = Math.max(needed, spoken.end + room(spacing.tail) - start);
      isFirst = false;
    }
    const frames = Math.max(needed, room(shot.wanted));
    shots.push({ id: shot.id, start, frames });
    cursor = { at: start + frames - shot.overlap, overlap: shot.overlap, ...(spoken && { spoken }), ...(origin !== undefined && { origin }) };
  }
  return { shots, lines, cursor };
}

/** Lines speak over each other only where the author's own windows do. */
function overlapIsGiven(spoken: Cursor["spoken"], line: LineToPlace): boolean {
  return spoken?.givenEnd !== undefined && line.given !== undefined && line.given.start < spoken.givenEnd;
}
