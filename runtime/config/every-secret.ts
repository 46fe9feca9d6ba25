import type { Config, Secret } from "./config.ts";

/** Every place that the configuration takes a secret from. */
export function everySecret({ providers = {}, secrets = {} }: Config): readonly Secret[] {
  const ofProviders = Object.values(providers).flatMap(({ key, headers = {} }) => [key, ...Object.values(headers)]);
  return [...ofProviders, ...Object.values(secrets)].filter((one): one is Secret => typeof one === "object");
}
