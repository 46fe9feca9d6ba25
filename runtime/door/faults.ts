import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai/error";
import { problemIn } from "../problem.ts";
import { type Heads, namedWaitMs } from "./backoff.ts";
import { WireFault } from "./call.ts";

/** What one failed attempt means: what may be done about it, and what to say when nothing helps. */
export interface Fault {
  /**
   * `retry`: nothing was bought, try again. `uncertain`: it may have been bought; try again, unless that must not happen twice.
   * `final`: asking again changes nothing. `unauthorised`: with another key, perhaps. `foreign`: not a fault of the wire at
   * all, and passed on as it is.
   */
  readonly kind: "retry" | "uncertain" | "final" | "unauthorised" | "foreign";
  readonly code: "PROVIDER_REFUSED" | "PROVIDER_UNREACHABLE" | "PROVIDER_UNAUTHORISED" | "PROVIDER_UNPAID" | "PROVIDER_BUSY";
  /** The provider's words, or what the machine says. Not redacted. */
  readonly words: string;
  readonly status?: number | undefined;
  /** How long it asks to be left alone. */
  readonly waitMs?: number | undefined;
  /** Too much at once: slow down, but it is no failure. */
  readonly crowded?: boolean;
  /** Said by a gateway, of a service behind it. */
  readonly behind?: boolean;
  /** The service did not do its part: counts for the breaker. Absent for what says nothing about it. */
  readonly health: "up" | "down" | "unknown";
  /** An answer began, or was to begin, and did not come whole. */
  readonly broken?: boolean;
  /** Why it was refused, where that can be told. */
  readonly about?: "content" | "model" | "permission" | "certificate" | undefined;
}

/** No money left, whatever the status: waiting a minute does not help. */
const unpaid = /^(insufficient_quota|insufficient_balance|insufficient_funds|insufficient_credits|billing_hard_limit_reached|billing_not_active|credit_balance_exhausted|quota_exhausted|(organization|project)_(spend|usage)_limit_exceeded|arrearage)$/i;
const content = /content_?(policy|filter)|moderation|safety|sensitive|data_inspection_failed|image_generation_user_error/i;
const tooMany = /rate_limit|too_many|overloaded|capacity/i;
/** Codes of failures before anything was sent. */
const unsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EMFILE|UND_ERR_CONNECT_TIMEOUT|EPROTO)$/;
const certificate = /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_)/;

/** What an error thrown while a request was made, or its answer read, means. */
export function faultOf(error: unknown, now: number): Fault {
  const told = chain(error).find((one) => one instanceof WireFault);
  if (told) return fromWire(told);
  if (error instanceof APIError && error.status !== undefined) return fromStatus(error, error.status, now);
  if (error instanceof APIConnectionTimeoutError) return lost("the answer did not come in time");
  if (error instanceof APIConnectionError || isTransport(error)) return fromConnection(error as Error);
  if (error instanceof APIError && error.headers) return fromStream(error, now);
  // JSON that ends in the middle: the answer came, and was paid for.
  if (error instanceof SyntaxError) return lost("the answer cannot be read");
  return { kind: "foreign", code: "PROVIDER_REFUSED", words: wordsOf(error), health: "unknown" };
}

function fromWire(error: WireFault): Fault {
  const said = { words: error.message, waitMs: error.retryAfterMs };
  if (error.kind === "final") return { kind: "final", code: "PROVIDER_REFUSED", ...said, health: "up" };
  return { kind: error.kind, code: "PROVIDER_UNREACHABLE", ...said, broken: true, health: error.kind === "uncertain" ? "down" : "unknown" };
}

function fromStatus(error: APIError, status: number, now: number): Fault {
  const heads = error.headers as Heads | undefined;
  const told = { words: wordsOf(error), status, health: "up" } as const;
  if (status === 402 || isUnpaid(error)) return { kind: "final", code: "PROVIDER_UNPAID", ...told };
  if (status === 401) return { kind: "unauthorised", code: "PROVIDER_UNAUTHORISED", ...told };
  const should = heads?.get("x-should-retry");
  const again = should === "true" || (should !== "false" && (status === 408 || status === 409 || status === 425 || status === 429 || (status >= 500 && status !== 501)));
  const crowded = status === 429 || status === 529;
  const waitMs = namedWaitMs(heads, now);
  if (!again) return { kind: "final", code: status >= 500 ? "PROVIDER_UNREACHABLE" : crowded ? "PROVIDER_BUSY" : "PROVIDER_REFUSED", ...told, waitMs, about: aboutOf(error, status) };
  if (crowded) return { kind: "retry", code: "PROVIDER_BUSY", ...told, waitMs, crowded };
  // A gateway that stopped waiting does not know whether the work behind it was done.
  const kind = status === 504 || status === 524 ? "uncertain" : "retry";
  const behind = status === 502 || status === 504 || (status >= 520 && status <= 527);
  return { kind, code: status < 500 ? "PROVIDER_BUSY" : "PROVIDER_UNREACHABLE", ...told, waitMs, behind, health: status < 500 ? "up" : "down" };
}

/** An error told within a stream: what was written until then may be billed. */
function fromStream(error: APIError, now: number): Fault {
  const named = Number(error.code ?? (error.error as { status?: unknown } | undefined)?.status);
  if (Number.isInteger(named) && named >= 400 && named < 600) {
    const fault = fromStatus(error, named, now);
    return fault.kind === "retry" && !fault.crowded ? { ...fault, kind: "uncertain" } : fault;
  }
  const told = { words: wordsOf(error), health: "up" } as const;
  if (isUnpaid(error)) return { kind: "final", code: "PROVIDER_UNPAID", ...told };
  const name = `${error.code ?? ""} ${error.type ?? ""}`;
  if (tooMany.test(name)) return { kind: "retry", code: "PROVIDER_BUSY", ...told, crowded: true };
  if (content.test(name)) return { kind: "final", code: "PROVIDER_REFUSED", ...told, about: "content" };
  if (/invalid_request|not_found|permission/.test(name)) return { kind: "final", code: "PROVIDER_REFUSED", ...told };
  return { kind: "uncertain", code: "PROVIDER_UNREACHABLE", ...told, broken: true, health: "down" };
}

function fromConnection(error: Error): Fault {
  const codes = codesOf(error);
  const words = innermost(error);
  if (codes.some((code) => certificate.test(code))) return { kind: "final", code: "PROVIDER_UNREACHABLE", words, health: "down", about: "certificate" };
  if (codes.some((code) => unsent.test(code))) return { kind: "retry", code: "PROVIDER_UNREACHABLE", words, health: "down" };
  return lost(words);
}

function lost(words: string): Fault {
  return { kind: "uncertain", code: "PROVIDER_UNREACHABLE", words, broken: true, health: "down" };
}

function isUnpaid({ code, type, error }: APIError): boolean {
  const inner = error as { error_code?: unknown } | undefined;
  return [code, type, inner?.error_code].some((name) => typeof name === "string" && unpaid.test(name));
}

function aboutOf(error: APIError, status: number): Fault["about"] {
  if (content.test(`${error.code ?? ""} ${error.type ?? ""}`)) return "content";
  if (status === 404 || /model_not_found|unknown_model/.test(String(error.code))) return "model";
  return status === 403 ? "permission" : undefined;
}

/** What fetch throws when a connection breaks, before or while the answer is read: not always wrapped by the package. */
function isTransport(error: unknown): boolean {
  if (!(error instanceof Error) || problemIn(error)) return false;
  if (error instanceof TypeError && /^(terminated|fetch failed|network error|Failed to fetch)/i.test(error.message)) return true;
  return codesOf(error).some((code) => unsent.test(code) || certificate.test(code) || /^(ECONN|EPIPE|ETIMEDOUT|UND_ERR_|HPE_)/.test(code)) || error.message === "other side closed";
}

function chain(error: unknown): Error[] {
  const errors: Error[] = [];
  for (let one = error; one instanceof Error && errors.length < 8; one = one.cause) errors.push(one);
  return errors;
}

function codesOf(error: unknown): string[] {
  return chain(error).flatMap((one) => {
    const several = one instanceof AggregateError ? one.errors as unknown[] : [];
    return [one, ...several].flatMap((each) => typeof (each as { code?: unknown }).code === "string" ? [(each as { code: string }).code] : []);
  });
}

function innermost(error: Error): string {
  const last = chain(error).at(-1)!;
  return last.message || codesOf(error).at(-1) || last.name;
}

/** What a provider said, without the status that the package puts before it. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof APIError ? error.message.replace(/^\d{3} (?=\S)/, "").replace(/^\(?(no )?status code (\(no body\)|or body\))$/, "") : error.message;
}
