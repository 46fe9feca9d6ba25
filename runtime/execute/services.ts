import type { Settings } from "../contract/context.ts";
import type { OpenService, Provider } from "../contract/service.ts";
import type { Registry } from "../registry/registry.ts";
import { fail } from "../problem.ts";

/** The services of one runtime: opened when an item first asks, closed with the runtime. */
export class Services {
  private readonly registry: Registry;
  private readonly open = new Map<Provider, Promise<OpenService<unknown>>>();

  constructor(registry: Registry) {
    this.registry = registry;
  }

  /** @throws ProblemError SERVICE_MISSING, and whatever the provider cannot be opened for */
  async get(role: string, quality: Settings["quality"]): Promise<OpenService<unknown>> {
    const provider = this.registry.provider(role, quality) ?? fail({ code: "SERVICE_MISSING", message: `Nothing fills the role "${role}".`, hint: "Configure a provider for it." });
    let opened = this.open.get(provider);
    if (!opened) {
      opened = provider.open();
      this.open.set(provider, opened);
      // One that could not be opened is tried again by the next item that asks.
      opened.catch(() => this.open.delete(provider));
    }
    return opened;
  }

  async close(): Promise<void> {
    const open = [...this.open.values()];
    this.open.clear();
    await Promise.all(open.map(async (service) => (await service.catch(() => undefined))?.close?.()));
  }
}
