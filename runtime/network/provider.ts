import type { FetchReply, FetchRequest } from "../contract/context.ts";
import { defineProvider, defineService, type Provider } from "../contract/service.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { fail } from "../problem.ts";

/** What `context.fetch` stands on. A service like others, so that a replay has no network here either. */
export interface Network {
  fetch(request: FetchRequest & { readonly pack: string }): Promise<FetchReply>;
}

export const network = defineService<Network>("network");

export interface NetworkOptions {
  /** What a pack was granted. */
  granted(pack: string): { readonly network?: readonly string[]; readonly secrets?: readonly string[] };
  /** `host:port` of this machine or its neighbours that packs may reach. */
  readonly local: readonly string[];
  /** A secret's value; undefined when it is not set. */
  secret(name: string): Promise<string | undefined>;
}

export function networkProvider({ granted, local, secret }: NetworkOptions): Provider<Network> {
  return defineProvider<Network>({
    service: network, name: "network", fingerprint: "network@1", remote: true,
    open: async () => ({
      bind: ({ signal }) => ({
        async fetch({ pack, url, method = "GET", headers = {}, body }) {
          const may = granted(pack);
          const filled: Record<string, string> = {};
          for (const [name, value] of Object.entries(headers)) filled[name] = typeof value === "string" ? value : `${value.prefix ?? ""}${await secretOf(value.secret, { pack, granted: may.secrets ?? [], secret })}`;
          const send = guardedFetch({ pack, granted: may.network ?? [], local });
          const hidden = new Set(Object.keys(headers).filter((name) => typeof headers[name] !== "string"));
          return send({ url, method, headers: filled, secret: hidden, ...(body === undefined ? {} : { body: typeof body === "string" ? new TextEncoder().encode(body) : body }) }, signal);
        },
      }),
    }),
  });
}

async function secretOf(name: string, { pack, granted, secret }: { readonly pack: string; readonly granted: readonly string[]; readonly secret: NetworkOptions["secret"] }): Promise<string> {
  if (!granted.includes(name)) fail({ code: "SECRET_NOT_GRANTED", message: `The pack "${pack}" asks for the secret ${name}, which was not granted to it.`, hint: "Its manifest must name it, and you are asked when the pack is added." });
  return await secret(name) ?? fail({ code: "SECRET_MISSING", message: `The secret ${name}, which the pack "${pack}" needs, is not set.`, hint: `Set the variable ${name}, or say under "secrets" in reelwright.config.json where it is.` });
}
