/** The same work asked for twice at once, in one run or in two, is done once. */
export class InFlight<T> {
  private readonly running = new Map<string, { readonly promise: Promise<T>; readonly signal: AbortSignal }>();

  /**
   * Joins the work under this key, or does it. Whoever joins work that its owner then cancels goes on by itself.
   * @param joined called when someone else is doing the work
   */
  async share(key: string, signal: AbortSignal, work: () => Promise<T>, joined?: () => void): Promise<T> {
    for (let other = this.running.get(key); other; other = this.running.get(key)) {
      joined?.();
      try {
        return await other.promise;
      } catch (error) {
        if (!other.signal.aborted || signal.aborted) throw error;
      }
    }
    const promise = work();
    this.running.set(key, { promise, signal });
    try {
      return await promise;
    } finally {
      this.running.delete(key);
    }
  }

  has(key: string): boolean {
    return this.running.has(key);
  }
}
