/** Text in which no secret is left: what was handed out is known, what looks like one is guessed. */
export const hidden = "[secret]";

/** Letters that tokens are made of, enough of them, and a digit or uncommon length: `bearer token` is no secret. */
const token = "(?=[\\w.~+/=*-]*\\d|[\\w.~+/=*-]{20})[\\w.~+/=*-]{6,}";

/** What is taken for a secret wherever it stands: keys by their usual beginnings, and what follows `Bearer` or `Authorization`. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`\\b(Bearer|Basic)(\\s+|%20)${token}`, "gi"), `$1$2${hidden}`],
  [new RegExp(`\\b(authorization|(?:x-)?api[-_]key|access_token)(["']?\\s*[:=]\\s*["']?)${token}`, "gi"), `$1$2${hidden}`],
  [/\bsk-(?=[\w*-]*[\d*])[\w*-]{8,}/g, hidden],
  [/\b(?:rk|pk|xai|gsk|hf)[-_](?=[\w-]*\d)[\w-]{20,}/g, hidden],
  [/(:\/\/)[^/\s@:]+:[^/\s@]+@/g, `$1${hidden}@`],
];

/** Whether a text that should name something looks like a secret itself. */
export function looksSecret(text: string): boolean {
  return shapes.some(([shape]) => text.search(shape) >= 0);
}

/** Replaces the secrets it was told of, in every writing they may take on their way, and whatever has the shape of one. */
export class Redactor {
  private readonly known = new Set<string>();
  private pattern: RegExp | undefined;

  /** From now on this value is in no text that was redacted. */
  hide(secret: string): void {
    if (secret === "" || this.known.has(secret)) return;
    this.known.add(secret);
    const forms = [...this.known].flatMap(formsOf).sort((a, b) => b.length - a.length);
    this.pattern = new RegExp([...new Set(forms)].join("|"), "g");
  }

  redact(text: string): string {
    const known = this.pattern ? text.replace(this.pattern, hidden) : text;
    return shapes.reduce((rest, [shape, instead]) => rest.replace(shape, instead), known);
  }
}

/** As it is, URL-encoded, inside JSON, and in base64 at each of the three places it can begin there. */
function formsOf(secret: string): string[] {
  const plain = [...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])].map(escaped);
  // A value as short as `none` is part of common words: only where it stands alone.
  if (secret.length < 6) return plain.map((form) => `(?<![\\p{L}\\p{N}])${form}(?![\\p{L}\\p{N}])`.replaceAll("\\p{L}\\p{N}", "A-Za-z0-9"));
  return [...plain, ...base64Of(secret)];
}

function base64Of(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").replace(/=+$/, "");
    // The first and last characters may hold bits of what stands beside it.
    const inner = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")].map((form) => `${escaped(form)}[\\w+/=-]{0,3}`);
  });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
