/** Something wrong in a configuration, before it is known which file and line that is. */
export interface Finding {
  readonly code: "CONFIG_INVALID" | "CONFIG_SECRET";
  /** The fields down to it. */
  readonly path: readonly (string | number)[];
  /** One sentence, which names the path and never holds a value: that may be a secret. */
  readonly message: string;
  readonly hint: string;
}

/** `providers.openai.key`, `roles.writer[1]`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.map((part, index) => typeof part === "number" ? `[${part}]` : /^[\w-]+$/.test(part) ? `${index === 0 ? "" : "."}${part}` : `["${part}"]`).join("");
}
