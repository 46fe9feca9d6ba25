import { html, type TemplateResult } from "lit";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import { words } from "./words.ts";

/** One of an enumeration's values in words: as it was translated, as its schema titles it, or as written. */
export function valueTitle(value: unknown, schema: TSchema, choices: Readonly<Record<string, string>> | undefined): string {
  if (typeof value === "boolean") return value ? words().yes : words().no;
  if (value === null) return words().forms("null");
  const translated = choices && Object.hasOwn(choices, String(value)) ? choices[String(value)] : undefined;
  const form = (schema["anyOf"] as readonly TSchema[] | undefined)?.find((one) => one["const"] === value);
  return translated ?? form?.["title"] as string | undefined ?? plain(String(value));
}

/** A member of a group in words. */
export function memberTitle(schema: TSchema, name: string, titles: Readonly<Record<string, string>> | undefined): string {
  if (titles && Object.hasOwn(titles, name)) return titles[name]!;
  const member = (schema["properties"] as Readonly<Record<string, TSchema>> | undefined)?.[name];
  return member?.["title"] as string | undefined ?? sentence(name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase());
}

/** Help texts set what is to be typed in backquotes. */
export function withCode(text: string): readonly (string | TemplateResult)[] {
  return text.split("`").map((part, index) => index % 2 === 1 ? html`<code>${part}</code>` : part);
}

/** `hong-kong` as `Hong kong`, `cn` as `CN`; what has capitals of its own stays. */
function plain(text: string): string {
  if (/^[a-z]{2}$/.test(text)) return text.toUpperCase();
  return /^[a-z][a-z_ -]*$/.test(text) ? sentence(text) : text;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replaceAll(/[-_]/g, " ");
}
