/**
 * How much may run at once: a number of items in all, and for each service that sets a limit a number of items that
 * use it. An item that waits for a busy service does not hold up the ones behind it.
 */
export class Permits<T> {
  private free: number;
  private readonly limits: ReadonlyMap<string, number>;
  private readonly used = new Map<string, number>();
  private readonly parked = new Map<string, T[]>();
  private queue: T[] = [];
  private head = 0;
  private readonly needs: (item: T) => readonly string[];

  constructor(total: number, limits: ReadonlyMap<string, number>, needs: (item: T) => readonly string[]) {
    this.free = total;
    this.limits = limits;
    this.needs = needs;
  }

  add(item: T): void {
    this.queue.push(item);
  }

  /** The next item that may start; its permits are taken. */
  take(): T | undefined {
    while (this.free > 0 && this.head < this.queue.length) {
      const item = this.queue[this.head++]!;
      if (this.head > 1024 && this.head * 2 > this.queue.length) {
        this.queue = this.queue.slice(this.head);
        this.head = 0;
      }
      const busy = this.needs(item).find((service) => (this.used.get(service) ?? 0) >= (this.limits.get(service) ?? Infinity));
      if (busy !== undefined) {
        const behind = this.parked.get(busy);
        if (behind) behind.push(item);
        else this.parked.set(busy, [item]);
        continue;
      }
      this.free--;
      for (const service of this.needs(item)) this.used.set(service, (this.used.get(service) ?? 0) + 1);
      return item;
    }
    return undefined;
  }

  release(item: T): void {
    this.free++;
    for (const service of this.needs(item)) {
      this.used.set(service, this.used.get(service)! - 1);
      const next = this.parked.get(service)?.shift();
      // To the front: it has waited longest.
      if (next !== undefined) this.queue.splice(this.head, 0, next);
    }
  }

  /** Forgets everything that has not started. */
  clear(): void {
    this.queue = [];
    this.head = 0;
    this.parked.clear();
  }
}
