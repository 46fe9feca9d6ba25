/** Work under way, by key. */
interface Flight<T> {
  readonly signal: AbortSignal;
  /** Those who wait for its outcome. */
  waiting: ((outcome: Outcome<T>) => void)[] | undefined;
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/** The same work asked for twice at once, in one run or in two, is done once. */
export class InFlight<T> {
  private readonly flights = new Map<string, Flight<T>>();

  private begin(key: string, signal: AbortSignal): Flight<T> {
    const flight: Flight<T> = { signal, waiting: undefined };
    this.flights.set(key, flight);
    return flight;
  }

  private end(key: string, flight: Flight<T>, outcome: Outcome<T>): void {
    this.flights.delete(key);
    for (const tell of flight.waiting ?? []) tell(outcome);
  }

  /**
   * Joins the work under this key, or does it. Whoever joins work that its owner then cancels goes on by itself.
   * @param joined called when someone else is doing the work
   */
  async share(key: string, signal: AbortSignal, work: () => Promise<T>, joined?: () => void): Promise<T> {
    for (let other = this.flights.get(key); other; other = this.flights.get(key)) {
      const flight = other;
      joined?.();
      const outcome = await new Promise<Outcome<T>>((resolve) => { (flight.waiting ??= []).push(resolve); });
      if ("value" in outcome) return outcome.value;
      if (!flight.signal.aborted || signal.aborted) throw outcome.error;
    }
    const flight = this.begin(key, signal);
    try {
      const value = await work();
      this.end(key, flight, { value });
      return value;
    } catch (error) {
      this.end(key, flight, { error });
      throw error;
    }
  }
}
