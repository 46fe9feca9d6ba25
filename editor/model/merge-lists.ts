/** A list that two sides have changed. */
export interface JoinedList {
  /** Whether one list has the changes of both; else there are two orders to choose from. */
  readonly agreed: boolean;
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

/** Joins two changes of a list whose members are all different and whose order matters. */
export function mergeLists(base: readonly string[], mine: readonly string[], theirs: readonly string[]): JoinedList {
  const kept = base.filter((member) => mine.includes(member) && theirs.includes(member));
  const among = (list: readonly string[]) => list.filter((member) => kept.includes(member));
  const isGone = (member: string) => base.includes(member) && !kept.includes(member);
  const [byMine, byTheirs] = [joined(mine, theirs, isGone), joined(theirs, mine, isGone)];
  const isSame = (one: readonly string[], other: readonly string[]) => one.every((member, at) => member === other[at]);
  const isMoved = !isSame(among(mine), kept);
  if (!isMoved && !isSame(among(theirs), kept)) return { agreed: true, mine: byTheirs, theirs: byTheirs };
  return { agreed: !isMoved || isSame(among(theirs), kept) || isSame(among(mine), among(theirs)), mine: byMine, theirs: byTheirs };
}

/** The first list's order; what only the second has stands after what it stands after there. */
function joined(first: readonly string[], second: readonly string[], isGone: (member: string) => boolean): string[] {
  const list = first.filter((member) => !isGone(member));
  second.forEach((member, at) => {
    if (isGone(member) || list.includes(member)) return;
    const before = second.slice(0, at).reverse().find((other) => list.includes(other));
    list.splice(before === undefined ? 0 : list.indexOf(before) + 1, 0, member);
  });
  return list;
}
