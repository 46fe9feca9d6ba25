import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Redactor } from "../../../runtime/config/redact.ts";
import { Secrets } from "../../../runtime/config/secrets.ts";
import { problemIn } from "../../../runtime/problem.ts";

const canary = "canary/9x+K=w~7 ü"; // Every character that some encoding changes.

async function project() {
  const home = await mkdtemp(join(tmpdir(), "reelwright-secrets-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const warnings: string[] = [];
  const env = { KEY: canary, PATH: process.env["PATH"] };
  return { home, warnings, secrets: new Secrets({ env, home, warn: (message) => warnings.push(message) }) };
}

async function problemOf(work: Promise<unknown>) {
  return problemIn(await work.then(() => undefined, (error: unknown) => error));
}

const printing = (code: string) => ({ command: [process.execPath, "-e", code] });

describe("reading", () => {
  test("from a variable, trimmed; an absent one is no secret", async () => {
    const { secrets } = await project();
    expect(await secrets.reader({ env: "KEY" })()).toBe(canary);
    expect(await secrets.reader({ env: "NO_SUCH" })()).toBeUndefined();
    expect(await secrets.credentials({}).read()).toBeUndefined();
  });

  test("from a file, without the newline that editors add; a secret file of one's own is no reason for a warning", async () => {
    const { home, secrets, warnings } = await project();
    await writeFile(join(home, "key.txt"), `\uFEFF${canary}\r\n`, { mode: 0o600 });
    expect(await secrets.reader({ file: "key.txt" })()).toBe(canary);
    expect(warnings).toEqual([]);
  });

  test.skipIf(process.platform === "win32")("a file that everyone on the machine may read is told", async () => {
    const { home, secrets, warnings } = await project();
    await writeFile(join(home, "key.txt"), canary);
    await chmod(join(home, "key.txt"), 0o644);
    await secrets.reader({ file: "key.txt" })();
    expect(warnings).toEqual([expect.stringContaining("chmod 600")]);
  });

  test.each(["graphs", "out", ".reelwright"])("a file inside %s is refused, also through a link", async (folder) => {
    const { home, secrets } = await project();
    await mkdir(join(home, folder));
    await writeFile(join(home, folder, "key.txt"), canary);
    await symlink(join(home, folder, "key.txt"), join(home, "link.txt"));
    for (const file of [`${folder}/key.txt`, "link.txt"]) expect(await problemOf(secrets.reader({ file })())).toMatchObject({ code: "SECRET_EXPOSED" });
  });

  test("a file that is not there is told by its name", async () => {
    const { secrets } = await project();
    expect(await problemOf(secrets.reader({ file: "none.txt" })())).toMatchObject({ code: "SECRET_UNREADABLE", message: expect.stringContaining("none.txt") });
  });

  test("from a program, without a shell", async () => {
    const { secrets } = await project();
    expect(await secrets.reader({ command: [process.execPath, "-p", "process.argv[1]", "$HOME; echo no"] })()).toBe("$HOME; echo no");
  });

  test("a program that fails is told by its name; what it wrote and was given is not", async () => {
    const { secrets } = await project();
    const problem = await problemOf(secrets.reader({ command: [process.execPath, "-e", `console.error("${canary}"); process.exit(3)`] })());
    expect(problem).toMatchObject({ code: "SECRET_UNREADABLE", message: expect.stringContaining("failed (3)") });
    expect(JSON.stringify(problem)).not.toContain("canary");
    expect(await problemOf(secrets.reader({ command: ["no-such-program-here"] })())).toMatchObject({ message: expect.stringContaining("was not found") });
  });

  test("a secret of several lines is no key", async () => {
    const { secrets } = await project();
    expect(await problemOf(secrets.reader(printing("console.log('a\\nb')"))())).toMatchObject({ code: "SECRET_UNREADABLE" });
  });
});

test("a new key is got by the refresh command, which must print one", async () => {
  const { secrets } = await project();
  const { refresh } = secrets.credentials({ key: { env: "KEY" }, refresh: printing("console.log('fresh-token-1')") });
  expect(await refresh!()).toBe("fresh-token-1");
  expect(secrets.redact("with fresh-token-1")).toBe("with [secret]");
  expect(await problemOf(secrets.credentials({ refresh: printing("") }).refresh!())).toMatchObject({ code: "SECRET_UNREADABLE" });
  expect(secrets.credentials({ key: { env: "KEY" } }).refresh).toBeUndefined();
});

test("a file is read anew each time: its key may have been replaced", async () => {
  const { home, secrets } = await project();
  const { read } = secrets.credentials({ key: { file: "key.txt" } });
  for (const key of ["first-token", "second-token"]) {
    await writeFile(join(home, "key.txt"), key, { mode: 0o600 });
    expect(await read()).toBe(key);
  }
});

test("headers are filled in; one whose secret is not there is left out", async () => {
  const { secrets } = await project();
  expect(await secrets.headers({ "X-Title": "Reelwright", "X-Token": { env: "KEY" }, "X-None": { env: "NO_SUCH" } })).toEqual({ "X-Title": "Reelwright", "X-Token": canary });
});

test("where a key comes from is said without it", async () => {
  const { secrets } = await project();
  expect(secrets.credentials({ key: { env: "KEY" } }).source).toBe("the variable KEY");
  expect(secrets.credentials({ key: { command: ["op", "read", "op://vault/item"] } }).source).toBe("the program op");
});

describe("hiding", () => {
  const encodings: readonly (readonly [string, (secret: string) => string])[] = [
    ["as it is", (secret) => secret],
    ["URL-encoded", encodeURIComponent],
    ["inside JSON", (secret) => JSON.stringify({ secret })],
    ["in base64", (secret) => Buffer.from(secret).toString("base64")],
    ["in base64url", (secret) => Buffer.from(secret).toString("base64url")],
    ...[1, 2, 3, 4].map((before) => [`in base64 behind ${before} other characters`, (secret: string) => Buffer.from(`${"u".repeat(before)}${secret}:tail`).toString("base64")] as const),
  ];

  test.each(encodings)("a secret that was read is hidden %s", async (_, encode) => {
    const { secrets } = await project();
    await secrets.reader({ env: "KEY" })();
    const text = secrets.redact(`before ${encode(canary)} after`);
    expect(text).toContain("[secret]");
    for (const [, other] of encodings) expect(text).not.toContain(other(canary).slice(4, 14));
    expect(text).toMatch(/^before .* after$/);
  });

  test.each([
    ["Authorization: Bearer abcdef123456", "Authorization: Bearer [secret]"],
    ["wrong key sk-proj-abc123DEF456 given", "wrong key [secret] given"],
    ["Incorrect API key provided: sk-abcd****************wxyz.", "Incorrect API key provided: [secret]."],
    [`{"api_key":"swordfish99","n":1}`, `{"api_key":"[secret]","n":1}`],
    ["https://me:pass@example.com/v1", "https://[secret]@example.com/v1"],
  ])("what looks like one is hidden though it was never read: %s", (text, expected) => {
    expect(new Redactor().redact(text)).toBe(expected);
    expect(new Redactor().redact(expected)).toBe(expected);
  });

  test.each(["The task-based model ask-reviewer is bearer of news.", "https://example.com:8080/a@b", "Invalid bearer token.", "Your basic plan ends.", "api_key: required", "hf-internal-8b", "sk-learn", "a.example/v1?size=1024x1536"])("ordinary words stay: %s", (text) => {
    expect(new Redactor().redact(text)).toBe(text);
  });

  test("a secret as short as a word is hidden only where it stands alone", () => {
    const redactor = new Redactor();
    redactor.hide("none");
    expect(redactor.redact("the key none is nonesuch")).toBe("the key [secret] is nonesuch");
  });
});
