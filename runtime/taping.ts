import type { Settings } from "./contract/context.ts";
import { network } from "./network/provider.ts";
import { fail, type Problem } from "./problem.ts";
import type { Registry } from "./registry/registry.ts";
import { recordingProviders } from "./tape/recording.ts";
import { replayedProviders } from "./tape/replayed.ts";
import type { Filling, Quality, Redact } from "./tape/tape.ts";

/** What a tape means for the runs of a runtime. */
export interface Taping {
  /** Whether a kept result of a node that uses the role is made again, so that the tape holds all that a replay asks for. */
  records(role: string, quality: Settings["quality"]): boolean;
  /** Calls of a run that were not on the tape. */
  missing(run: string): readonly Problem[];
  close(): Promise<void>;
}

export interface TapingOptions {
  readonly record?: string | undefined;
  readonly replay?: string | undefined;
  readonly currency: string;
  readonly redact: Redact;
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * Puts a tape between the roles and what fills them. A replay takes the currency of its tape.
 * @throws ProblemError TAPE_UNREADABLE, OPTIONS_EXCLUSIVE
 */
export async function tapeRoles(registry: Registry, options: TapingOptions): Promise<{ readonly taping: Taping; readonly currency: string }> {
  const { record, replay } = options;
  if (record !== undefined && replay !== undefined) fail({ code: "OPTIONS_EXCLUSIVE", message: "A run cannot be recorded and replayed at once.", hint: "Give --record or --replay." });
  return replay === undefined ? { taping: recordRoles(registry, record!, options), currency: options.currency } : replayRoles(registry, replay, options);
}

function recordRoles(registry: Registry, file: string, { currency, redact, warn }: TapingOptions): Taping {
  const { fillings, tape } = recordingProviders(fillingsOf(registry).filter(({ provider }) => provider.remote), file, { currency, redact });
  // What packs fetch is always there to be recorded; it is not what anyone means by a service.
  if (fillings.every(({ provider }) => provider.service.name === network.name)) warn?.("No role is filled by a service outside this machine: there is nothing to record.");
  fill(registry, fillings);
  return {
    records: (role, quality) => registry.provider(role, quality)?.remote === true,
    missing: () => [],
    close: () => tape.close(),
  };
}

async function replayRoles(registry: Registry, file: string, { redact }: TapingOptions): Promise<{ readonly taping: Taping; readonly currency: string }> {
  const { fillings, currency, absent, missing } = await replayedProviders(file, redact);
  fill(registry, fillingsOf(registry).filter(({ provider }) => provider.remote).map((filling) => ({ ...filling, provider: absent(filling.provider) })));
  fill(registry, fillings);
  return { taping: { records: () => false, missing, close: async () => {} }, currency };
}

/** What fills the roles, once for each provider. */
function fillingsOf(registry: Registry): Filling[] {
  const [final, draft] = [registry.roles("final"), registry.roles("draft")];
  return [...new Set([...final.keys(), ...draft.keys()])].flatMap((role): Filling[] => {
    const [atFinal, atDraft] = [final.get(role), draft.get(role)];
    if (atFinal === atDraft) return [{ provider: atFinal! }];
    const at = (quality: Quality, provider = quality === "final" ? atFinal : atDraft): Filling[] => (provider ? [{ provider, quality }] : []);
    return [...at("final"), ...at("draft")];
  });
}

function fill(registry: Registry, fillings: readonly Filling[]): void {
  for (const { provider, quality } of fillings) registry.fill(provider, quality && [quality]);
}
