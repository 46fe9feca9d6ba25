import { type Config, type RoleName, roleNames } from "./config.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What fills a role when a key is in the environment and no file says anything: see `environmentConfig`. */
const usual: Readonly<Record<RoleName, string>> = {
  writer: "gpt-4.1", dialogue: "gpt-4.1", vision: "gpt-4.1", judge: "gpt-4.1", speech: "gpt-4o-mini-tts", image: "gpt-image-1", video: "sora-2",
};

/**
 * The configuration with what the environment says: `REELWRIGHT_OFFLINE=1` leaves nothing but the stand-ins; `OPENAI_API_KEY`
 * makes a provider `openai` with a model for every role, unless the file names providers or roles itself.
 */
export function environmentConfig(config: Config, env: Environment): Config {
  const { providers: _providers, roles: _roles, draft: _draft, ...rest } = config;
  if (env["REELWRIGHT_OFFLINE"] === "1") return rest;
  if (config.providers || config.roles || config.draft || !env["OPENAI_API_KEY"]) return config;
  return {
    ...rest,
    providers: { openai: { type: "openai", preset: "openai", key: { env: "OPENAI_API_KEY" }, ...(env["OPENAI_BASE_URL"] ? { baseUrl: { env: "OPENAI_BASE_URL" } } : {}) } },
    roles: Object.fromEntries(roleNames.map((role) => [role, `openai/${usual[role]}`])),
  };
}
