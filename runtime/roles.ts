import type { Config } from "./config/config.ts";
import { resolveConfig } from "./config/resolve.ts";
import { Secrets } from "./config/secrets.ts";
import type { Doorway } from "./door/call.ts";
import type { Registry } from "./registry/registry.ts";

export interface RolesOptions {
  readonly home: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told of what is kept carelessly, in a sentence. */
  readonly warn?: ((message: string) => void) | undefined;
  /** Loads every pack: a configuration may name a stand-in by role. */
  loadPacks(): Promise<void>;
}

/** The way to the providers, and what hides their secrets. */
export interface FilledRoles {
  readonly doors: readonly Doorway[];
  redact(text: string): string;
}

/** For a run that asks nobody, whatever is configured. */
export const nobody: FilledRoles = { doors: [], redact: new Secrets({ env: {}, home: null }).redact };

/**
 * Gives every role that the configuration names to its provider, at final and at draft quality. What speaks to services is
 * loaded only where some role is to be filled by one.
 * @throws ProblemError CONFIG_ADDRESS, CONFIG_PROVIDER_UNKNOWN, CONFIG_NO_STAND_IN
 */
export async function fillRoles(registry: Registry, config: Config, { home, env, warn, loadPacks }: RolesOptions): Promise<FilledRoles> {
  const resolved = resolveConfig(config, env);
  const choices = Object.values(resolved.roles).flatMap((roles) => Object.values(roles)).flat();
  const secrets = new Secrets({ env, home, ...(warn ? { warn } : {}) });
  if (choices.every((choice) => choice === "offline")) return { doors: [], redact: secrets.redact };
  if (choices.includes("offline")) await loadPacks();
  const { configuredProviders } = await import("./openai/configured.ts");
  const { final, draft, doors } = configuredProviders(resolved, { secrets, standIn: (role) => registry.standIn(role) });
  for (const provider of final) registry.fill(provider);
  for (const provider of draft) registry.fill(provider, ["draft"]);
  return { doors, redact: secrets.redact };
}

