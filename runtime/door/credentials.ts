import type { Clock } from "./clock.ts";

/** Where a key comes from. Both may start a program, so neither is called more often than is needed. */
export interface SecretSource {
  /** The secret as it stands; undefined for a service that wants none. */
  read(): Promise<string | undefined>;
  /** Gets a new one, where there is a way to. */
  refresh?(): Promise<string>;
}

/** A key that was refused and could not be replaced is not sent again for this long. */
const refusedMs = 10_000;

/** The key of one provider: read when it is first needed, renewed once for all who were refused with it. */
export class Credentials {
  private readonly source: SecretSource;
  private readonly clock: Clock;
  private held: { readonly key: string | undefined } | undefined;
  private reading: Promise<string | undefined> | undefined;
  private renewal: Promise<boolean> | undefined;
  private refusedUntil = -Infinity;
  private renewals = 0;
  private told = 0;

  constructor(source: SecretSource | undefined, clock: Clock) {
    this.source = source ?? { read: async () => undefined };
    this.clock = clock;
  }

  /** How often a new key was got. */
  get refreshes(): number {
    return this.renewals;
  }

  /** Whether a renewal is still to be told of; true once for each. */
  tells(): boolean {
    if (this.told === this.renewals) return false;
    this.told = this.renewals;
    return true;
  }

  /** Waits for a renewal that is under way. @throws RefusedKey when the key was refused a moment ago and is still the same */
  async key(): Promise<string | undefined> {
    if (this.renewal) await this.renewal.catch(() => false);
    if (this.clock.now() < this.refusedUntil) throw new RefusedKey();
    if (this.held) return this.held.key;
    this.reading ??= this.source.read().finally(() => { this.reading = undefined; });
    const key = await this.reading;
    this.held ??= { key };
    return this.held.key;
  }

  /**
   * A service refused this key. @returns whether there is another one to try: one that somebody else has got meanwhile, a new
   * one, or what a file or variable holds by now
   */
  async renew(refused: string | undefined): Promise<boolean> {
    if (this.held && this.held.key !== refused) return true;
    this.renewal ??= this.replace(refused).finally(() => { this.renewal = undefined; });
    return this.renewal;
  }

  private async replace(old: string | undefined): Promise<boolean> {
    // Until it is replaced it counts as refused, also when there is nothing to replace it with.
    this.refusedUntil = this.clock.now() + refusedMs;
    const key = this.source.refresh ? await this.source.refresh() : await this.source.read();
    if (key === old) return false;
    this.held = { key };
    this.refusedUntil = -Infinity;
    this.renewals += 1;
    return true;
  }
}

/** Nothing was sent, because the key was refused a moment ago and there is no other. */
export class RefusedKey extends Error {}
