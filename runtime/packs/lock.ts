import { type Static, Type } from "../contract/typebox.ts";
import { Permissions } from "./permissions.ts";

/** `reelwright.lock.json` beside the configuration: the packs that were added, exactly, and what each was granted. Kept in version control. */

export const lockName = "reelwright.lock.json";

const exact = { additionalProperties: false } as const;

/** Never a range, and never a path: folders are named after it. */
export const exactVersion = "^\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$";

export const LockedPack = Type.Object({
  version: Type.String({ pattern: exactVersion, maxLength: 100 }),
  /** Where it came from, as it was asked for: `sparkle@^1.2.0`, `./sparkle-1.2.0.tgz`, `../sparkle`. */
  from: Type.String(),
  /** Where the registry has it; absent for files and folders. Never a host of its own choice on another machine. */
  package: Type.Optional(Type.String({ description: "The npm name, where it differs from the pack's." })),
  /** sha512 of the tarball, as npm writes it. */
  integrity: Type.String({ pattern: "^sha512-[A-Za-z0-9+/]+={0,2}$" }),
  /** sha256 over the files that were unpacked: what is on disk is checked against it before any of it runs. */
  files: Type.String({ pattern: "^[0-9a-f]{64}$" }),
  granted: Permissions,
  /** Runs in this process, with all that a program may do. Never set but by a person. */
  trusted: Type.Optional(Type.Literal(true)),
}, exact);
export type LockedPack = Static<typeof LockedPack>;

export const LockFile = Type.Object({
  format: Type.Literal("reelwright/lock@1"),
  packs: Type.Record(Type.String({ pattern: "^[a-z][a-z0-9-]*$" }), LockedPack),
}, exact);
export type LockFile = Static<typeof LockFile>;
