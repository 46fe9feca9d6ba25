import { expect, test } from "vitest";
import type { Fault, Rule } from "../kit/service/faults.ts";
import { season } from "../kit/service/making.ts";
import { startProject } from "../kit/service/project.ts";

/** Everything that can be overcome, all at once: about one call in four goes wrong in some way. */
const faults: readonly (readonly [fault: Fault, share: number])[] = [
  [{ do: "status", status: 500 }, 0.03], [{ do: "status", status: 529 }, 0.03], [{ do: "status", status: 408 }, 0.02],
  [{ do: "busy", ms: 800, told: "retry-after-ms" }, 0.01], [{ do: "reset" }, 0.03], [{ do: "cut", bytes: 90 }, 0.03],
  [{ do: "no-end" }, 0.03], [{ do: "truncate" }, 0.02], [{ do: "fence" }, 0.04], [{ do: "error-body" }, 0.02], [{ do: "wrong-type" }, 0.02],
];

test("a season gets through a storm, and the ledger knows what it cost", async () => {
  const rules: Rule[] = faults.map(([fault, share], seed) => ({ fault, chance: { of: share, seed }, route: ["chat", "speech", "generations", "edits", "video.get", "video.content"] }));
  const project = await startProject({ rules, videos: { ms: 100 } });
  try {
    let outcome = "";
    // An item that met too many faults in a row fails; what is finished is kept, and the next run goes on.
    for (let run = 0; run < 3 && outcome !== "succeeded"; run++) outcome = (await project.run(season(4))).last.outcome;
    expect(outcome).toBe("succeeded");
    const { witness, log } = project.service;
    const wrong = log.entries.filter(({ decision }) => decision !== "answered");
    expect(wrong.length).toBeGreaterThan(8);
    const { settledMicros, unknown } = await project.ledger();
    // What is billed beyond the ledger's sum was billed for answers that could not be used: it is in doubt there, call by call.
    const unheard = witness.of().filter(({ billedMicros, complete, decision, route }) => billedMicros > 0 && (!complete || (decision === "no-end" && route === "chat")));
    const doubtful = unheard.reduce((sum, { billedMicros }) => sum + billedMicros, 0);
    expect(settledMicros).toBe(witness.billMicros - doubtful);
    expect(unknown.length).toBeGreaterThanOrEqual(unheard.length);
    expect(doubtful).toBeLessThanOrEqual(unknown.reduce((sum, micros) => sum + micros, 0));
  } finally {
    await project.close();
  }
});
