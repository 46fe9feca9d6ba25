import { type Finding, pathText } from "./finding.ts";
import { looksSecret } from "./redact.ts";

/** Headers whose value is a secret, whatever it looks like. */
const secretHeader = /authorization|cookie|token|secret|(^|[-_])key$|^x-auth/i;

/** Secrets that were written into the configuration. The sentences do not repeat them. */
export function exposedFindings(value: unknown): Finding[] {
  return exposedIn(value, []);
}

function exposedIn(value: unknown, path: readonly (string | number)[]): Finding[] {
  if (typeof value === "string") return reason(value, path);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => exposedIn(inner, [...path, Array.isArray(value) ? Number(name) : name]));
}

function reason(text: string, path: readonly (string | number)[]): Finding[] {
  const [first, , field, header] = path;
  const name = pathText(path);
  if (first === "providers" && field === "key" && path.length === 3) return [told(path, `${name} is a secret written into the file, where everyone who gets a copy of the project can read it.`)];
  if (first === "providers" && field === "headers" && path.length === 4 && secretHeader.test(String(header))) return [told(path, `${name} is a secret written into the file: that header proves who you are.`)];
  if (field === "baseUrl" && /[?&][^=&]*(key|token|secret|sig)[^=&]*=/i.test(text)) return [told(path, `${name} has a secret in it.`)];
  return looksSecret(text) ? [told(path, `${name} looks like a secret.`)] : [];
}

function told(path: Finding["path"], message: string): Finding {
  return { code: "CONFIG_SECRET", path, message, hint: "Put it into a variable of the environment, a file outside the project or a program that prints it, and write { \"env\": \"NAME_OF_THE_VARIABLE\" }, { \"file\": … } or { \"command\": [ … ] } here. A key that was shared should be revoked." };
}
