const windowMs = 60_000;
const most = 20;
/** Addresses remembered at once; the oldest is forgotten first. */
const mostAddresses = 1000;

/** Counts wrong tokens for each address. The right one is never held up: guessing it is hopeless, locking it out would not be. */
export class WrongTries {
  private readonly seen = new Map<string, { count: number; until: number }>();

  /** @returns for how many milliseconds the address is to keep away; 0 while it has tries left */
  note(address: string, now: number): number {
    let entry = this.seen.get(address);
    if (!entry || entry.until <= now) {
      this.seen.delete(address);
      this.seen.set(address, (entry = { count: 0, until: now + windowMs }));
      if (this.seen.size > mostAddresses) this.seen.delete(this.seen.keys().next().value!);
    }
    entry.count++;
    return entry.count > most ? entry.until - now : 0;
  }
}
