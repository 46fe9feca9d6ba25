import type { Config } from "./config/config.ts";
import { resolveConfig } from "./config/resolve.ts";
import type { Secrets } from "./config/secrets.ts";
import type { Doorway } from "./door/call.ts";
import type { Registry } from "./registry/registry.ts";

export interface RolesOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly secrets: Secrets;
  /** Loads every pack: a configuration may name a stand-in by role. */
  loadPacks(): Promise<void>;
}

/**
 * Gives every role that the configuration names to its provider, at final and at draft quality. What speaks to services is
 * loaded only where some role is to be filled by one.
 * @returns the doors to the providers
 * @throws ProblemError CONFIG_ADDRESS, CONFIG_PROVIDER_UNKNOWN, CONFIG_NO_STAND_IN
 */
export async function fillRoles(registry: Registry, config: Config, { env, secrets, loadPacks }: RolesOptions): Promise<readonly Doorway[]> {
  const resolved = resolveConfig(config, env);
  const choices = Object.values(resolved.roles).flatMap((roles) => Object.values(roles)).flat();
  if (choices.every((choice) => choice === "offline")) return [];
  if (choices.includes("offline")) await loadPacks();
  const { configuredProviders } = await import("./openai/configured.ts");
  const { final, draft, doors } = configuredProviders(resolved, { secrets, standIn: (role) => registry.standIn(role) });
  for (const provider of final) registry.fill(provider);
  for (const provider of draft) registry.fill(provider, ["draft"]);
  return doors;
}

