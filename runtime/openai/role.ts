import type { RoleName } from "../config/config.ts";
import type { Caller, Provider } from "../contract/service.ts";
import { dialogue, image, judge, speech, video, vision, writer } from "../contract/services.ts";
import { canonicalJson } from "../graph/canonical.ts";
import { chatOf } from "./chat.ts";
import type { Candidate } from "./fallback.ts";
import { charged, type RemoteModel } from "./model.ts";
import { picturesOf } from "./pictures.ts";
import { speechOf } from "./speech.ts";
import { usual } from "./usual.ts";
import { motionOf } from "./videos.ts";

const services = { writer, dialogue, vision, judge, speech, image, video };
const makers: Readonly<Record<RoleName, (model: RemoteModel, caller: Caller) => unknown>> = {
  writer: chatOf, dialogue: chatOf, vision: chatOf, judge: chatOf, speech: speechOf, image: picturesOf, video: motionOf,
};

/** A model in a role. */
export function candidateOf(role: RoleName, model: RemoteModel): Candidate {
  const provider: Provider = {
    service: services[role],
    name: model.provider,
    fingerprint: fingerprintOf(model),
    concurrency: model.concurrency,
    remote: true,
    // Without a price there is nothing to reckon with: plans say so, and a budget cannot be kept.
    ...(model.prices ? { usual: charged(model, usual[role]) } : {}),
    open: async () => {
      await model.wire.open();
      return { bind: (caller) => makers[role](model, caller) };
    },
  };
  return { provider, model: model.name };
}

/**
 * What answers depend on. Never a key, a limit, a price or a name that only people gave; nor how a field is spelled or what a
 * picture counts as, which change nothing about what comes back.
 */
export function fingerprintOf({ name, can, effort, wire }: RemoteModel): string {
  const { imageTokens: _tokens, referenceField: _field, maxTokensField: _spelling, ...answering } = can;
  return canonicalJson({ type: "openai", address: addressOf(wire.baseUrl), model: name, effort, can: answering });
}

/** Without what may be a password. */
function addressOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname}`;
}
