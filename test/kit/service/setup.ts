import type { Abilities, Config, RoleName } from "../../../runtime/config/config.ts";
import type { ModelService } from "./service.ts";
import type { ModelTraits } from "./work.ts";

/** Models of a service for every role, at the prices of a production: what tests start from. */
export const production = {
  "script-1": { prices: { inputPerMillion: 0.42, cachedInputPerMillion: 0.042, outputPerMillion: 0.42 } },
  "dialogue-1": { prices: { inputPerMillion: 10, outputPerMillion: 30 } },
  "vision-1": { prices: { inputPerMillion: 2.5, outputPerMillion: 10 } },
  "tts-1": { prices: { perMillionCharacters: 30 }, voices: ["alloy", "nova", "onyx", "shimmer"] },
  "picture-1": { prices: { perImage: 0.0417 } },
  "film-1": { prices: { perSecond: 0.1003 } },
} satisfies Record<string, ModelTraits>;

export const productionRoles: Readonly<Record<RoleName, string>> = {
  writer: "script-1", dialogue: "dialogue-1", vision: "vision-1", judge: "vision-1", speech: "tts-1", image: "picture-1", video: "film-1",
};

const abilities: Readonly<Record<string, Abilities>> = {
  "vision-1": { images: true },
  "tts-1": {
    directions: true,
    voices: [
      { name: "alloy", gender: "unspecified", age: "adult" }, { name: "nova", gender: "female", age: "young" },
      { name: "onyx", gender: "male", age: "adult" }, { name: "shimmer", gender: "female", age: "adult" },
    ],
  },
  "picture-1": { references: 8 },
  "film-1": { firstFrame: true },
};

/** Where the key is for a client of the service: in this variable at first, afterwards by asking for a new one. */
export const keyVariable = "LOOPBACK_KEY";

export interface SetupOptions {
  readonly roles?: Partial<Record<RoleName, string>>;
  /** What the client is told of limits; default: what the service enforces. */
  readonly limits?: Readonly<Record<string, object>>;
  readonly can?: Readonly<Record<string, Abilities>>;
  readonly timeoutSeconds?: number;
}

/** The configuration with which a project uses the service. Prices and limits are as the service has them. */
export function configFor(service: ModelService, options: SetupOptions = {}): Config {
  const { roles = productionRoles, limits = {}, can = {}, timeoutSeconds = 10 } = options;
  const models = Object.entries(service.models).map(([name, traits]) => [name, {
    prices: traits.prices ?? {}, limits: limits[name] ?? traits.limits ?? {}, can: { ...abilities[name], ...can[name] },
  }]);
  return {
    providers: {
      loopback: {
        type: "openai", baseUrl: service.baseUrl, key: { env: keyVariable }, refresh: { command: service.refreshCommand }, timeoutSeconds,
        models: Object.fromEntries(models),
      },
    },
    roles: Object.fromEntries(Object.entries(roles).map(([role, model]) => [role, `loopback/${model}`])),
  };
}
