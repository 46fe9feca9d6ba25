import { type Static, Type } from "../contract/typebox.ts";

/** What a pack asks for beyond computing. Shown before it is added, granted by a person, enforced by the isolate it runs in. */

const exact = { additionalProperties: false } as const;
const Names = (pattern: string, description: string) => Type.Optional(Type.Array(Type.String({ pattern }), { uniqueItems: true, description }));

export const Permissions = Type.Object({
  services: Names("^[a-z][a-z0-9-]*$", "Roles its nodes may use: `writer`, `speech`, `image`. Their calls cost what they cost."),
  network: Names("^(\\*\\.[a-z0-9-]+\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*(:\\d{1,5})?$", "Hosts it may fetch from over https: `api.pexels.com`, `*.example.org`; another port than 443 is written out."),
  secrets: Names("^[A-Z][A-Z0-9_]*$", "Names of secrets it may ask for, each granted by its name."),
  files: Names("^(read|write):.+$", "Folders it reads or writes itself. Only a pack that is trusted to run in this process can."),
  programs: Names("^[a-z0-9][a-z0-9._-]*$", "Programs it starts itself. Only a pack that is trusted to run in this process can."),
}, exact);
export type Permissions = Static<typeof Permissions>;
export type Power = keyof Permissions;

/** In the order in which people should read them. */
export const powers: readonly Power[] = ["programs", "files", "network", "secrets", "services"];

/** What one pack may do that another may not: what a person is asked about when a pack is updated. */
export function morePower(before: Permissions, now: Permissions): Permissions {
  return Object.fromEntries(powers.flatMap((power) => {
    const added = (now[power] ?? []).filter((name) => !(before[power] ?? []).includes(name));
    return added.length > 0 ? [[power, added]] : [];
  }));
}

/** Whether a pack can only do what it asks for inside this process. */
export function needsTrust({ files = [], programs = [] }: Permissions): boolean {
  return files.length + programs.length > 0;
}
