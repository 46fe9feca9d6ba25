/** One thing that was told to everyone, in the order of `at`. */
export type Entry =
  | { readonly kind: "run"; readonly run: string; readonly seq: number; readonly json: string; readonly isLast: boolean }
  /** The queue or the list of runs has changed; what it is now is looked up when it is sent. */
  | { readonly kind: "queue" };

const mostEntries = 20_000;
const mostCharacters = 32 * 1024 * 1024;

/**
 * The last things told, numbered without gaps, for clients that come back or are slow. A reader is nothing but a number:
 * however many there are and however slow they are, memory stays within the two limits above.
 */
export class Ring {
  private entries: Entry[] = [];
  private first = 0;
  private characters = 0;

  /** The number that the next entry will have. */
  get next(): number {
    return this.first + this.entries.length;
  }

  push(entry: Entry): void {
    this.entries.push(entry);
    this.characters += sizeOf(entry);
    // In large steps, because moving the rest costs as much for one as for many.
    if (this.entries.length > mostEntries * 1.25 || this.characters > mostCharacters * 1.25) this.trim();
  }

  /** The entries from that number on; undefined when some of them are gone. */
  from(number: number): readonly Entry[] | undefined {
    return number < this.first || number > this.next ? undefined : this.entries.slice(number - this.first);
  }

  private trim(): void {
    let gone = 0;
    while (this.entries.length - gone > mostEntries || this.characters > mostCharacters) this.characters -= sizeOf(this.entries[gone++]!);
    this.entries = this.entries.slice(gone);
    this.first += gone;
  }
}

function sizeOf(entry: Entry): number {
  return entry.kind === "run" ? entry.json.length : 0;
}
