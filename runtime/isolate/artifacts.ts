import type { Artifact } from "../contract/types.ts";
import { fail } from "../problem.ts";

/**
 * The files that one item has to do with: those it was given, those it wrote, and those that services gave it. It reads no
 * other of the store, hands on no other, and says nothing else of one than what it is.
 */
export class Artifacts {
  private readonly pack: string;
  private readonly all = new Map<string, Artifact>();

  constructor(pack: string) {
    this.pack = pack;
  }

  /** Takes in what a trustworthy value refers to. */
  learn(value: unknown): void {
    visit(value, (reference) => {
      const { artifact, media, bytes } = reference;
      if (typeof artifact === "string" && /^[0-9a-f]{64}$/.test(artifact) && typeof media === "string" && typeof bytes === "number") this.all.set(artifact, { artifact, media, bytes });
    });
  }

  /** @returns the reference as the runtime made it @throws ProblemError ISOLATE_ARTIFACT */
  known(value: unknown): Artifact {
    const { artifact, media, bytes } = (value ?? {}) as Partial<Artifact>;
    const known = this.all.get(artifact as string);
    if (!known || known.media !== media || known.bytes !== bytes) {
      fail({ code: "ISOLATE_ARTIFACT", message: `The pack "${this.pack}" speaks of a file that this item was not given.`, hint: "Connect the file to the node; if it is, tell the pack's author." });
    }
    return known;
  }

  /** @throws ProblemError ISOLATE_ARTIFACT when a value refers to another file */
  check(value: unknown): void {
    visit(value, (reference) => this.known(reference));
  }
}

/** Whatever could be taken for a reference to a file, by the field that makes it one. */
function visit(value: unknown, found: (reference: Readonly<Record<string, unknown>>) => void): void {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  if (!Array.isArray(value) && typeof (value as Partial<Artifact>).artifact === "string" && typeof (value as Partial<Artifact>).media === "string") found(value as Readonly<Record<string, unknown>>);
  for (const part of Object.values(value)) visit(part, found);
}
