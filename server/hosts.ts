/** Names under which the server may be addressed. Anything else is another site that points its name here. */
export class AllowedHosts {
  private readonly withPort: readonly string[];
  private readonly anyPort: ReadonlySet<string>;

  /** @param bound the host it listens on; @param extra names given with `--allow-host`, for a proxy in front: their port may differ */
  constructor(bound: string, extra: readonly string[] = []) {
    const every = bound === "0.0.0.0" || bound === "::";
    this.withPort = ["127.0.0.1", "localhost", "[::1]", ...(every ? [] : [bound.includes(":") ? `[${bound}]` : bound])].map((name) => name.toLowerCase());
    this.anyPort = new Set(extra.map((name) => name.toLowerCase()));
  }

  /** @param host a Host header; @param port the one that the connection came in on */
  accepts(host: string, port: number): boolean {
    const lower = host.toLowerCase();
    return this.withPort.some((name) => lower === `${name}:${port}`) || this.isExtra(lower);
  }

  /** Exactly the site that was addressed; over TLS only for names that a proxy stands in front of. */
  acceptsOrigin(origin: string, host: string): boolean {
    const lower = host.toLowerCase();
    return origin === `http://${lower}` || (origin === `https://${lower}` && this.isExtra(lower));
  }

  private isExtra(host: string): boolean {
    return this.anyPort.has(host) || this.anyPort.has(host.replace(/:\d{1,5}$/, ""));
  }
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
