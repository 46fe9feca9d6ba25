import { type Permissions, type Power, powers } from "../../runtime/packs/permissions.ts";
import { plain } from "../text.ts";

/** What a pack may do, one line for each kind of power, in words that follow "It may". Most consequential first. */
export function powerLines(permissions: Permissions): string[] {
  return powers.flatMap((power) => {
    const names = permissions[power] ?? [];
    return names.length === 0 ? [] : [sentences[power](names.map(plain).join(", "))];
  });
}

const sentences: Readonly<Record<Power, (names: string) => string>> = {
  programs: (names) => `start programs: ${names} (only once you trust it)`,
  files: (names) => `read or write files of yours: ${names} (only once you trust it)`,
  network: (names) => `fetch from ${names}, and from nowhere else`,
  secrets: (names) => `send along the secrets ${names}; Reelwright fills them in, the pack does not see them`,
  services: (names) => `use your services: ${names}. Their calls cost what yours do, and count against the same budgets`,
};

/** All that it may do, for a pack that is new here. */
export function powersText(permissions: Permissions): string {
  const lines = powerLines(permissions);
  return lines.length === 0 ? "It may compute with what a graph gives it, and do nothing else.\n" : `It may\n${bullets(lines)}`;
}

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `  - ${line}\n`).join("");
}

/** What trust means, before anybody is asked for it. */
export function trustText(name: string): string {
  return `Trusted, "${name}" runs inside Reelwright with everything that you may do on this machine: read and change your files,
start programs, reach any address, use every key and password it finds. Nothing of what is listed above limits it then.
`;
}
