import { type Problem, ProblemError, problemIn } from "../problem.ts";
import { WireFault } from "./call.ts";
import type { Fault } from "./faults.ts";
import type { TooLong } from "./gate.ts";

/** Makes problems of what went wrong at one provider's door, with nothing secret in them. */
export class Refusals {
  private readonly provider: string;
  private readonly redact: (text: string) => string;

  constructor(provider: string, redact: (text: string) => string) {
    this.provider = provider;
    this.redact = redact;
  }

  /** @param tries how often it was sent; @param key which must not show in what the provider said */
  fault(fault: Fault, model: string, { tries, key }: { readonly tries: number; readonly key: string | undefined }): ProblemError {
    const words = this.words(fault.words, key) || (fault.status === undefined ? "" : `status ${fault.status}, without a reason`);
    const cause = fault.kind === "uncertain" ? new WireFault("uncertain", words) : undefined;
    return problem({ code: fault.code, message: `${this.said(fault, model, tries)}${words ? `: ${words}` : "."}`, hint: hintFor(fault) }, cause);
  }

  /** The credentials could not be had at all. */
  unauthorised(words: string, key: string | undefined): ProblemError {
    return problem({
      code: "PROVIDER_UNAUTHORISED",
      message: `There is no usable key for ${this.provider}: ${this.words(words, key)}`,
      hint: "See that the key's variable, file or command in reelwright.config.json gives one, or set a new one.",
    });
  }

  tooLong({ why, until }: TooLong, model: string): ProblemError {
    const time = Number.isFinite(until) ? ` before ${new Date(until).toISOString()}` : "";
    return why === "held"
      ? problem({ code: "PROVIDER_BUSY", message: `${this.provider} takes nothing more for ${model}${time}.`, hint: "Run again after that; what is finished is kept. Or name another model for the role." })
      : problem({ code: "PROVIDER_BUSY", message: `${this.provider} keeps failing and is not asked again${time}.`, hint: "Run again later; what is finished is kept. Or name another provider for the role." });
  }

  /** What is no fault of the service is passed on, unless a secret would be seen in it: some libraries quote headers. */
  foreign(error: unknown, key: string | undefined): unknown {
    if (!(error instanceof Error)) return error;
    const problem = problemIn(error);
    const text = `${JSON.stringify(problem)} ${error.message} ${error.stack}`;
    if (this.bare(text, key) === text) return error;
    return problem ? new ProblemError(JSON.parse(this.bare(JSON.stringify(problem), key)) as Problem) : new Error(this.words(error.message, key));
  }

  /** What a provider said, fit to be shown: without keys, on one line, and not a whole page. */
  words(text: string, key: string | undefined): string {
    const line = this.bare(text, key).replace(/\s+/g, " ").trim();
    return line.length > 600 ? `${line.slice(0, 600)} …` : line;
  }

  private bare(text: string, key: string | undefined): string {
    return this.redact(key === undefined || key.length < 4 ? text : text.replaceAll(key, "***"));
  }

  private said({ code, status, broken }: Fault, model: string, tries: number): string {
    const who = this.provider;
    const times = tries > 1 ? ` after ${tries} tries` : "";
    if (code === "PROVIDER_UNAUTHORISED") return `${who} does not accept its key`;
    if (code === "PROVIDER_UNPAID") return `${who} wants to be paid first`;
    if (code === "PROVIDER_REFUSED") return `${who} refused a request for ${model}`;
    if (code === "PROVIDER_BUSY") return `${who} is too busy for ${model}${times}`;
    if (broken) return `${who} gave no whole answer for ${model}${times}`;
    return status === undefined ? `${who} cannot be reached${times}` : `${who} fails with status ${status}${times}`;
  }
}

function hintFor({ code, about, status, broken }: Fault): string {
  switch (code) {
    case "PROVIDER_UNAUTHORISED": return "Set a valid key where reelwright.config.json says it is, or a command that renews it.";
    case "PROVIDER_UNPAID": return "Add credit or raise the spending limit with the provider, then run again; what is finished is kept.";
    case "PROVIDER_BUSY": return "Run again later; what is finished is kept. Lower limits in reelwright.config.json keep it from happening.";
    case "PROVIDER_UNREACHABLE":
      if (about === "certificate") return "The connection is not safe: check the provider's address, or this machine's certificates.";
      return status === undefined && !broken ? "Check the network and the provider's address, then run again; what is finished is kept." : "Run again later; what is finished is kept.";
    default:
      if (about === "content") return "Change the text or the pictures it was given, or name another model for the role.";
      if (about === "model") return "Check the model's name and the provider's address in reelwright.config.json.";
      if (about === "permission") return "The key may not do this: check what it is allowed to, and the provider's rules for content.";
      return "Change what was asked for, or what the configuration says the model can do.";
  }
}

function problem(problem: Problem, cause?: unknown): ProblemError {
  return new ProblemError(problem, cause === undefined ? undefined : { cause });
}

/** Whether a call failed so that it may yet have been bought: look it up before asking again. */
export function isUncertain(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof WireFault && error.cause.kind === "uncertain";
}
