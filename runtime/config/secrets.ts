import { execFile } from "node:child_process";
import { readFile, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import type { Secret } from "./config.ts";
import { Redactor } from "./redact.ts";
import { fail } from "../problem.ts";

/** Where secrets are looked for. */
export interface SecretPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The project folder, from which files count; null: there is none, and files count from the working folder. */
  readonly home: string | null;
  /** Told when a secret is kept carelessly, in a sentence without the secret. */
  readonly warn?: (message: string) => void;
}

/** What a provider's door needs of its key: read when it is first needed, renewed when it was refused. */
export interface SecretSource {
  /** Where it comes from, in words without it: `the variable OPENAI_API_KEY`. */
  readonly source: string;
  /** As it stands now, which may be another than a moment ago. @returns undefined when there is none @throws ProblemError SECRET_UNREADABLE, SECRET_EXPOSED */
  read(): Promise<string | undefined>;
  /** Where a command gives a new one. @throws ProblemError SECRET_UNREADABLE */
  refresh?(): Promise<string>;
}

/** How long a command may take to give a secret, in milliseconds. */
const commandLimit = 30_000;
/** Folders of a project whose content is shown, sent or shared. */
const shown = ["graphs", "out", ".reelwright"];

/**
 * The only place that reads secrets, and so the one that can take them out of a text again. One for a runtime: what any of
 * its providers was given is hidden in the words of all.
 */
export class Secrets {
  private readonly places: SecretPlaces;
  private readonly redactor = new Redactor();

  constructor(places: SecretPlaces) {
    this.places = places;
  }

  /** For a provider; one without a key reads as undefined. */
  credentials({ key, refresh }: { readonly key?: Secret | undefined; readonly refresh?: { readonly command: readonly string[] } | undefined }): SecretSource {
    return {
      source: key ? sourceOf(key) : "nowhere",
      read: key ? this.reader(key) : async () => undefined,
      ...(refresh ? { refresh: () => this.refreshed(refresh.command) } : {}),
    };
  }

  /** @returns a function that reads the secret anew each time: it may have been replaced since */
  reader(secret: Secret): () => Promise<string | undefined> {
    return async () => this.known(await this.valueOf(secret));
  }

  /** Headers, those that are secrets filled in; those whose secret is not there are left out. */
  async headers(headers: Readonly<Record<string, string | Secret>> = {}): Promise<Record<string, string>> {
    const filled = await Promise.all(Object.entries(headers).map(async ([name, value]) => [name, typeof value === "string" ? value : await this.reader(value)()] as const));
    return Object.fromEntries(filled.filter((header): header is readonly [string, string] => header[1] !== undefined));
  }

  /** The text without any secret that was ever read here, nor anything that looks like one. */
  readonly redact = (text: string): string => this.redactor.redact(text);

  /**
   * Whether a text holds a secret: one that was read here, one of those given, or what looks like one. Those that a
   * program gives are known once they were used: no program is started for this.
   */
  async areIn(text: string, configured: readonly Secret[]): Promise<boolean> {
    // One that cannot be read cannot have got anywhere either.
    await Promise.all(configured.map((secret) => "command" in secret ? undefined : this.reader(secret)().catch(() => undefined)));
    return this.redact(text) !== text;
  }

  /** For a value that holds a secret though it is configured elsewhere, such as a password in an address. */
  hide(secret: string): void {
    this.redactor.hide(secret);
  }

  private async refreshed(command: readonly string[]): Promise<string> {
    return this.known(await this.printed(command))
      ?? fail({ code: "SECRET_UNREADABLE", message: `The program "${command[0]}" that should give a new key printed nothing.`, hint: "Run the refresh command by hand; it must print the new key and nothing else." });
  }

  private known(value: string | undefined): string | undefined {
    const trimmed = value?.replace(/^\uFEFF/, "").trim();
    if (!trimmed) return undefined;
    if (/[\0-\x1f\x7f]/.test(trimmed)) fail({ code: "SECRET_UNREADABLE", message: "A secret has more than one line, or control characters in it.", hint: "It must be the key alone, on one line." });
    this.redactor.hide(trimmed);
    return trimmed;
  }

  private async valueOf(secret: Secret): Promise<string | undefined> {
    if ("env" in secret) return this.places.env[secret.env];
    if ("command" in secret) return this.printed(secret.command);
    return this.contentOf(secret.file);
  }

  private async contentOf(file: string): Promise<string> {
    const home = resolve(this.places.home ?? ".");
    const path = file.startsWith("~/") ? join(homedir(), file.slice(2)) : resolve(home, file);
    let real: string;
    try {
      real = await realpath(path);
    } catch (error) {
      return unreadable(file, error);
    }
    const folder = await sharedFolder(real, home);
    if (folder !== undefined) fail({ code: "SECRET_EXPOSED", message: `The secret's file "${file}" is inside ${folder}/, which is shown and shared.`, hint: "Move it out of the project folder, or beside reelwright.config.json and out of version control." });
    const text = await readFile(real, "utf8").catch((error: unknown) => unreadable(file, error));
    if (process.platform !== "win32" && ((await stat(real)).mode & 0o004) !== 0) this.places.warn?.(`Every user of this machine may read the secret's file "${file}"; "chmod 600" mends that.`);
    return text;
  }

  /** What a program prints. Its words on stderr are not told: they may hold what it was asked for. */
  private printed([program, ...words]: readonly string[]): Promise<string> {
    const options = { env: this.places.env as NodeJS.ProcessEnv, timeout: commandLimit, maxBuffer: 65_536, windowsHide: true, ...(this.places.home === null ? {} : { cwd: this.places.home }) };
    return new Promise((done, failed) => {
      execFile(program!, words, options, (error, stdout) => {
        if (!error) return done(stdout);
        const { code, killed } = error as NodeJS.ErrnoException & { readonly killed?: boolean };
        const why = code === "ENOENT" ? "was not found" : killed ? `did not end within ${commandLimit / 1000} s` : `failed (${code})`;
        try {
          // Without its cause: that one holds the whole command line and what it wrote.
          fail({ code: "SECRET_UNREADABLE", message: `The program "${program}" that gives a secret ${why}.`, hint: "Run the configured command by hand; it must print the secret and nothing else." });
        } catch (problem) {
          failed(problem as Error);
        }
      }).stdin?.end();
    });
  }
}

/** Where a secret comes from, in words: names only. */
export function sourceOf(secret: Secret): string {
  if ("env" in secret) return `the variable ${secret.env}`;
  return "file" in secret ? `the file ${secret.file}` : `the program ${secret.command[0]}`;
}

function unreadable(file: string, error: unknown): never {
  fail({ code: "SECRET_UNREADABLE", message: `The secret's file "${file}" cannot be read (${(error as NodeJS.ErrnoException).code}).`, hint: "Check the path; it counts from the project folder." });
}

async function sharedFolder(path: string, home: string): Promise<string | undefined> {
  const root = await realpath(home).catch(() => home);
  const inside = relative(root, path);
  return isAbsolute(inside) ? undefined : shown.find((folder) => inside.split(/[\\/]/)[0] === folder);
}
