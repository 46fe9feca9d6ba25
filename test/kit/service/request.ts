import type { IncomingMessage } from "node:http";
import { readChat } from "./chat.ts";
import { sha256 } from "./log.ts";

/** A part of a form. */
export interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly media: string;
  readonly data: Buffer;
}

/** What was asked for, read whole. */
export interface Asked {
  /** Fields of a JSON body, or the parts of a form that are text. */
  readonly fields: Readonly<Record<string, any>>;
  /** The files of a form, in order. */
  readonly files: readonly Part[];
  /** Equal for equal requests. */
  readonly digest: string;
}

/** sha256 of each picture that goes along. */
export function mediaIn({ fields, files }: Asked): string[] {
  return [...files.map(({ data }) => data), ...Array.isArray(fields["messages"]) ? readChat(fields).images : []].map(sha256);
}

export async function readRequest(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(type)?.[1];
  if (boundary !== undefined) return readForm(body, boundary);
  const fields = /^application\/json/i.test(type) && body.length > 0 ? JSON.parse(body.toString()) as Record<string, unknown> : {};
  return { fields, files: [], digest: sha256(body) };
}

function readForm(body: Buffer, boundary: string): Asked {
  const parts = partsOf(body, boundary);
  const files = parts.filter((part) => part.filename !== undefined);
  const fields = Object.fromEntries(parts.filter((part) => part.filename === undefined).map((part) => [part.name, part.data.toString()]));
  const digest = sha256(JSON.stringify(parts.map((part) => [part.name, part.media, sha256(part.data)])));
  return { fields, files, digest };
}

function partsOf(body: Buffer, boundary: string): Part[] {
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  for (let at = body.indexOf(mark); at >= 0;) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    const head = body.indexOf("\r\n\r\n", at);
    if (head >= 0 && head < next) parts.push(partOf(body.subarray(at, head).toString(), body.subarray(head + 4, next - 2)));
    at = next;
  }
  return parts;
}

function partOf(head: string, data: Buffer): Part {
  const name = /;\s*name="([^"]*)"/i.exec(head)?.[1] ?? "";
  const filename = /;\s*filename="([^"]*)"/i.exec(head)?.[1];
  const media = /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? "text/plain";
  return { name, media, data, ...(filename === undefined ? {} : { filename }) };
}
