import type { Candidate } from "../../runtime/packs/added.ts";
import { morePower, needsTrust, type Permissions } from "../../runtime/packs/permissions.ts";
import { fail } from "../../runtime/problem.ts";
import type { Host } from "../host.ts";
import { plain } from "../text.ts";
import { bullets, powerLines, powersText, trustText } from "./powers.ts";

export interface Agreed {
  readonly granted: Permissions;
  readonly trusted: boolean;
}

export interface ConsentOptions {
  /** `--yes`: agreed to beforehand. */
  readonly yes: boolean;
  /** `--trust`: asked for beforehand; still asked about, unless `yes` too. */
  readonly trust: boolean;
  /** Trust is asked about, though nobody asked for it: the project has it. */
  readonly proposed?: boolean;
}

/** Says what a pack is and may do, on an update only what is different, and asks. @returns undefined when the answer is no @throws ProblemError PACK_UNASKED */
export async function consentTo(candidate: Candidate, { yes, trust, proposed = false }: ConsentOptions, host: Host): Promise<Agreed | undefined> {
  const { asks, before, folder: { manifest } } = candidate;
  host.stdout.write(introduction(candidate));
  host.stdout.write(before ? differenceText(before.version, before.granted, asks) : powersText(asks));
  const question = before ? `Use ${manifest.version} in place of ${before.version}?` : `Add ${manifest.name}?`;
  if (!yes && !await isYes(question, host, "--yes agrees to what is listed above.")) return undefined;
  const wanted = trust || proposed || before?.trusted === true || needsTrust(asks);
  if (!wanted) return { granted: asks, trusted: false };
  host.stdout.write(trustText(manifest.name));
  const trusted = trust && yes ? true : host.ask === undefined ? refusedTrust(trust) : await isYes(`Trust ${manifest.name}?`, host, "");
  if (!trusted) host.stdout.write(`It is not trusted, and runs isolated.${needsTrust(asks) ? " What it wanted files or programs for will not work." : ""}\n`);
  return { granted: trusted ? asks : enforceable(asks), trusted };
}

/** Asks whether to trust a pack that was added. @throws ProblemError PACK_UNASKED */
export async function consentToTrust(name: string, yes: boolean, host: Host): Promise<boolean> {
  host.stdout.write(trustText(name));
  return yes || isYes(`Trust ${name}?`, host, "--yes agrees to it.");
}

function introduction({ folder: { manifest }, fetched, packageName, before }: Candidate): string {
  const { name, version, title = name } = manifest;
  const source = fetched.from.startsWith(".") ? fetched.from : `npm's ${packageName}`;
  return `\n${plain(title)} (${name}) ${plain(version)}, from ${plain(source)}${before ? `, in place of ${before.version}` : ""}\n${fetched.integrity}\n`;
}

/** What an update adds to a pack's power, and what it gives up. */
export function differenceText(version: string, before: Permissions, now: Permissions): string {
  const more = powerLines(morePower(before, now));
  const less = powerLines(morePower(now, before));
  if (more.length + less.length === 0) return "Nothing changed in what it may do.\n";
  return `${more.length > 0 ? `New since ${version}: it may also\n${bullets(more)}` : ""}${less.length > 0 ? `No longer: it needs not\n${bullets(less)}` : ""}`;
}

/** The part of what it asks for that an isolate can hold it to. */
function enforceable({ files: _files, programs: _programs, ...rest }: Permissions): Permissions {
  return rest;
}

function refusedTrust(wasAsked: boolean): false {
  if (wasAsked) nobody("--yes with --trust agrees to all of it.");
  return false;
}

async function isYes(question: string, host: Host, hint: string): Promise<boolean> {
  if (!host.ask) nobody(hint);
  return /^y(es)?$/i.test((await host.ask(`${question} [y/N] `)).trim());
}

function nobody(hint: string): never {
  fail({ code: "PACK_UNASKED", message: "This needs somebody's agreement, and there is no terminal to ask on.", hint });
}
