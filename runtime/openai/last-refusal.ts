import type { Caller } from "../contract/service.ts";
import { type Kind, learnFrom } from "./lessons.ts";
import type { Learnt, RemoteModel } from "./model.ts";
import { complaintIn, contentRefused, isContentRefusal } from "./reply.ts";

/**
 * What one call was refused for, as it came over the wire. The door judges it first, and knows that nothing was bought; what it
 * means for the request is found out when the door has given up.
 */
export class LastRefusal {
  private readonly model: RemoteModel;
  private last: unknown;

  constructor(model: RemoteModel) {
    this.model = model;
  }

  /** Makes an attempt, and remembers how it failed. */
  async heed<T>(attempt: () => Promise<T>): Promise<T> {
    this.last = undefined;
    try {
      return await attempt();
    } catch (error) {
      this.last = error;
      throw error;
    }
  }

  /** @returns whether something was learnt that makes it worth asking in another form */
  teach(kind: Kind, form: Readonly<Learnt>, caller: Caller): boolean {
    const complaint = this.last === undefined || isContentRefusal(this.last) ? undefined : complaintIn(this.last);
    return complaint !== undefined && learnFrom(complaint, kind, { model: this.model, form, caller });
  }

  /** @throws ProblemError CONTENT_REFUSED where that is what happened; else what the door made of it */
  rethrow(error: unknown): never {
    throw this.last !== undefined && isContentRefusal(this.last) ? contentRefused(this.model, (this.last as Error).message) : error;
  }
}
