import { type Config, type Model, type ProviderConfig, type RoleName, roleNames } from "./config.ts";
import { presetOf } from "./presets.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What fills a role when a key is in the environment and no file says anything. */
const usual: Readonly<Record<RoleName, string>> = {
  writer: "gpt-6-sol", dialogue: "gpt-6-sol", vision: "gpt-6-luna", judge: "gpt-6-luna",
  speech: "gpt-4o-mini-tts", image: "gpt-image-2.5-sunburst", video: "sora-2",
};
/** What a draft is made with instead. */
const usualDraft: Partial<Record<RoleName, string>> = { writer: "gpt-6-luna", dialogue: "gpt-6-luna", image: "gpt-image-2.5-flare" };

/** The variable that names another model for a role: `REELWRIGHT_WRITER`. */
export function roleVariable(role: RoleName): string {
  return `REELWRIGHT_${role.toUpperCase()}`;
}

/**
 * The configuration with what the environment says. `REELWRIGHT_OFFLINE=1` leaves nothing but the stand-ins. `OPENAI_API_KEY`
 * fills every role, unless the file names providers or roles itself: at OpenAI's own address, or at `OPENAI_BASE_URL`;
 * `REELWRIGHT_WRITER` and its like name other models.
 */
export function environmentConfig(config: Config, env: Environment): Config {
  const { providers, roles, draft, ...rest } = config;
  if (env["REELWRIGHT_OFFLINE"] === "1") return rest;
  if (providers || roles || draft || !env["OPENAI_API_KEY"]) return config;
  const named = Object.fromEntries(roleNames.flatMap((role) => env[roleVariable(role)] ? [[role, env[roleVariable(role)]!]] : [])) as Partial<Record<RoleName, string>>;
  // OpenAI itself serves no video any more; gateways do.
  const { video: _video, ...atOpenai } = usual;
  return {
    ...rest,
    providers: { openai: provider(env, named) },
    roles: choices({ ...(env["OPENAI_BASE_URL"] ? usual : atOpenai), ...named }),
    draft: { roles: choices({ ...usualDraft, ...named }) },
  };
}

function choices(models: Partial<Record<RoleName, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(models).map(([role, model]) => [role, model === "offline" ? model : `openai/${model}`]));
}

/** Another name in a role is taken to be able to do what the usual one can; what it costs is not known. */
function provider(env: Environment, named: Partial<Record<RoleName, string>>): ProviderConfig {
  const known = presetOf("openai")!.models;
  const others = Object.entries(named).filter(([, model]) => model !== "offline" && !known[model]);
  const models: Record<string, Model> = {};
  for (const [role, model] of others) {
    const { images, voices, sizes, references, referenceField, firstFrame, seconds } = known[usual[role as RoleName]]!.can ?? {};
    models[model] = { can: { ...models[model]?.can, ...defined({ images, voices, sizes, references, referenceField, firstFrame, seconds }) } };
  }
  return {
    type: "openai", preset: "openai", key: { env: "OPENAI_API_KEY" }, models,
    ...(env["OPENAI_BASE_URL"] ? { baseUrl: { env: "OPENAI_BASE_URL" } } : {}),
    ...(env["OPENAI_ORG_ID"] ? { organization: env["OPENAI_ORG_ID"] } : {}),
    ...(env["OPENAI_PROJECT_ID"] ? { project: env["OPENAI_PROJECT_ID"] } : {}),
  };
}

function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
