import type OpenAI from "openai";
import { type Attempt, WireFault } from "../door/call.ts";

export interface WireOptions {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly organization?: string;
  readonly project?: string;
  /** Headers of the provider's own, secrets filled in; read anew for every attempt. */
  readonly headers?: () => Promise<Readonly<Record<string, string>>>;
  readonly fetch?: typeof fetch;
}

/** The library's own time-out, which ends at the headers, is out of the way: the door keeps time. */
const never = 2 ** 31 - 1;

/**
 * How requests leave and answers come back. The `openai` package builds requests, authorises them and reads errors; it retries
 * nothing, logs nothing and takes nothing from the environment.
 */
export class Wire {
  readonly baseUrl: string;
  private readonly options: WireOptions;
  private library: Promise<typeof import("openai")> | undefined;

  constructor(options: WireOptions) {
    this.options = options;
    this.baseUrl = options.baseUrl;
  }

  /** Loads the library, which takes its time: whoever has got leave to send should not have to wait for it. */
  async open(): Promise<void> {
    await this.load();
  }

  /** @throws what the library throws: an `APIError` with the status for anything but 2xx */
  async post(attempt: Attempt, path: string, body: object): Promise<Response> {
    const client = await this.client(attempt);
    const accept = path === "/chat/completions" ? "text/event-stream, application/json" : "*/*";
    const headers = { Accept: accept, "Idempotency-Key": attempt.idempotencyKey };
    return this.answered(attempt, client.post<unknown>(path, { body, headers, signal: attempt.signal }).asResponse());
  }

  /** @param path also a whole address at the provider's own host */
  async get(attempt: Attempt, path: string, query?: Readonly<Record<string, string>>): Promise<Response> {
    const client = await this.client(attempt);
    return this.answered(attempt, client.get<unknown>(path, { ...(query ? { query } : {}), headers: { Accept: "*/*" }, signal: attempt.signal }).asResponse());
  }

  /** An error as the library would have thrown it, for those that come with a status of 200. */
  async refusal(status: number, body: object, headers: Headers): Promise<Error> {
    const { APIError } = await this.load();
    return APIError.generate(status, { error: body }, undefined, headers);
  }

  private async answered(attempt: Attempt, asked: Promise<Response>): Promise<Response> {
    try {
      const response = await asked;
      attempt.alive();
      attempt.heard(response.headers);
      return response;
    } catch (error) {
      if (attempt.signal.aborted) throw attempt.signal.reason;
      // What a proxy sends in place of an answer is not worth reading out.
      if (/<(?:!doctype|html)/i.test((error as Error).message)) (error as Error).message = `${(error as { status?: number }).status ?? "error"}: a web page in place of an answer`;
      throw error;
    }
  }

  private async client({ key }: Attempt): Promise<OpenAI> {
    const { default: Client } = await this.load();
    const { organization = null, project = null, baseUrl, fetch } = this.options;
    const own = await this.options.headers?.() ?? {};
    return new Client({
      baseURL: baseUrl, organization, project,
      // Each of these would be read from the environment, for whatever provider.
      adminAPIKey: null, webhookSecret: null, logLevel: "off",
      apiKey: key ?? "none", maxRetries: 0, timeout: never,
      // Followed, a redirect would carry headers with secrets to another host.
      fetchOptions: { redirect: "manual" },
      defaultHeaders: { ...foreignHeaders(), ...(key === undefined ? { Authorization: null } : {}), ...own },
      ...(fetch ? { fetch } : {}),
    });
  }

  private load(): Promise<typeof import("openai")> {
    return this.library ??= import("openai");
  }
}

/** The library adds headers from a variable of the environment to every request: taken off again. */
function foreignHeaders(): Record<string, null> {
  const lines = process.env["OPENAI_CUSTOM_HEADERS"]?.split("\n") ?? [];
  return Object.fromEntries(lines.filter((line) => line.includes(":")).map((line) => [line.slice(0, line.indexOf(":")).trim(), null]));
}

/** More than any model writes, speaks, paints or films at once. */
export const longest = { text: 64 << 20, sound: 256 << 20, picture: 64 << 20, film: 1 << 30 };

/** The answer piece by piece. @throws WireFault where it breaks off: by then it may have been billed */
export async function* piecesOf(response: Response, attempt: Attempt, limit: number): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  let size = 0;
  let over = reader === undefined;
  try {
    while (!over) {
      const { done, value } = await reader!.read();
      over = done;
      if (!value) continue;
      attempt.alive();
      size += value.length;
      if (size > limit) throw new WireFault("final", `The answer is longer than ${limit >> 20} MB.`);
      yield value;
    }
  } catch (error) {
    if (attempt.signal.aborted) throw attempt.signal.reason;
    if (error instanceof WireFault) throw error;
    throw new WireFault("uncertain", "The answer broke off in the middle.", { cause: error });
  } finally {
    if (!over) void letEnd(reader!);
  }
}

/** In milliseconds. */
const partingMs = 1000;

/** Whoever has heard enough lets the other side end in peace: then the connection can be used again. */
async function letEnd(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const timer = setTimeout(() => void reader.cancel().catch(() => {}), partingMs);
  try {
    while (!(await reader.read()).done);
  } catch {
    // It broke off after what mattered.
  } finally {
    clearTimeout(timer);
  }
}

export async function bytesOf(response: Response, attempt: Attempt, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(response, attempt, limit)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}
