import type { Caller } from "../contract/service.ts";
import type { GeneratedMedia, PictureRequest, Pictures } from "../contract/services.ts";
import { WireFault } from "../door/call.ts";
import type { Usage } from "../money/prices.ts";
import { fetchResult } from "./download.ts";
import { pictureType } from "./media.ts";
import { asked, cannot, charged, type Learnt, type RemoteModel } from "./model.ts";
import { LastRefusal } from "./last-refusal.ts";
import { excerpt, type Json, jsonOf } from "./reply.ts";
import { digestOf, requestHash } from "./request-hash.ts";
import { nearestSize } from "./sizes.ts";
import { usageOf } from "./stream.ts";
import { longest } from "./wire.ts";

/**
 * A painter behind `/images/generations`, and `/images/edits` where there are pictures to keep to. What comes back has the size the
 * model could make that is nearest to the one asked for.
 */
export function picturesOf(model: RemoteModel, caller: Caller): Pictures {
  return {
    references: model.can.references ?? 0,
    generate: (request) => generate(model, caller, request),
  };
}

/** Of a model that charges by tokens: what one reference counts as, and what one picture is written with. */
const referenceTokens = 2000;
const writtenTokens = 8192;

async function generate(model: RemoteModel, caller: Caller, request: PictureRequest): Promise<GeneratedMedia> {
  const shown = request.references?.length ?? 0;
  const most = model.can.references ?? 0;
  if (shown > most) cannot(model, most === 0 ? "takes no reference pictures" : `takes ${most} reference pictures, and ${shown} are to be kept to`, `Name a model that takes more for the role image, or say how many this one takes ("references").`);
  for (;;) {
    const form = { ...model.learnt };
    const refusal = new LastRefusal(model);
    try {
      return await received(model, caller, await ask(model, { caller, request, form, refusal }));
    } catch (error) {
      // A request without references has no field to be spelled otherwise.
      if (shown === 0 || !refusal.teach("picture", form, caller)) refusal.rethrow(error);
    }
  }
}

interface Asking {
  readonly caller: Caller;
  readonly request: PictureRequest;
  readonly form: Readonly<Learnt>;
  readonly refusal: LastRefusal;
}

type Painted = { readonly bytes: Uint8Array } | { readonly url: string };

function ask(model: RemoteModel, { caller, request, form, refusal }: Asking): Promise<Painted> {
  const { prompt, references = [], seed } = request;
  const fields = {
    model: model.name, prompt, n: 1, size: nearestSize(request, model.can.sizes),
    ...(seed !== undefined && model.can.seed ? { seed } : {}),
  };
  const most: Usage = {
    images: 1, tokensOut: model.can.maxOutputTokens ?? writtenTokens,
    tokensIn: Buffer.byteLength(prompt) + references.length * (model.can.imageTokens ?? referenceTokens),
  };
  return model.door.call({
    ...asked(model, caller, "image"),
    intent: { request: requestHash(model, "picture", { ...fields, references: references.map(({ data }) => digestOf(data)) }), maxMicros: charged(model, most).costMicros },
    send: (attempt) => refusal.heed(async () => {
      const response = references.length === 0
        ? await model.wire.post(attempt, "/images/generations", fields)
        : await model.wire.post(attempt, "/images/edits", editForm(fields, references, form.referenceField));
      const reply = await jsonOf(model.wire, response, attempt);
      const value = paintedIn(reply);
      const told = usageOf(reply["usage"]);
      // Charged by tokens and none are told: no less than it can have been, or a budget would not hold.
      const guessed = told || !chargesByToken(model) ? undefined : { tokensIn: most.tokensIn!, tokensOut: most.tokensOut! };
      const usage: Usage = { images: 1, ...(told ?? guessed) };
      return { value, units: { ...usage, ...(guessed ? { estimated: 1 } : {}) }, ...charged(model, usage) };
    }),
  });
}

function chargesByToken({ prices }: RemoteModel): boolean {
  return Boolean(prices?.inputPerMillion || prices?.outputPerMillion);
}

/** Multipart, with a part for each reference, in the order the prompt speaks of them. */
function editForm(fields: Readonly<Record<string, string | number>>, references: NonNullable<PictureRequest["references"]>, field: Learnt["referenceField"]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  for (const [index, { media, data }] of references.entries()) {
    form.append(field, new Blob([new Uint8Array(data)], { type: media }), `reference-${index + 1}.${media.split("/")[1]}`);
  }
  return form;
}

function paintedIn(reply: Json): Painted {
  const first = (Array.isArray(reply["data"]) ? reply["data"][0] : reply["images"]?.[0]) as Json | undefined;
  const written: unknown = first?.["b64_json"];
  if (typeof written === "string" && written !== "") {
    const bytes = new Uint8Array(Buffer.from(written.replace(/^data:[^,]*,/, ""), "base64"));
    if (!pictureType(bytes)) throw new WireFault("uncertain", `The answer holds ${bytes.length} bytes that are no PNG, JPEG or WebP.`);
    return { bytes };
  }
  const url: unknown = first?.["url"];
  if (typeof url === "string" && URL.canParse(url)) return { url };
  throw new WireFault("uncertain", `The answer holds no picture: ${excerpt(JSON.stringify(reply))}`);
}

async function received(model: RemoteModel, caller: Caller, painted: Painted): Promise<GeneratedMedia> {
  const bytes = "bytes" in painted ? painted.bytes : await fetchResult(model, { caller, from: painted, limit: longest.picture, isWhole: (bytes) => pictureType(bytes) !== undefined });
  return { media: pictureType(bytes)!, bytes, model: model.name };
}
