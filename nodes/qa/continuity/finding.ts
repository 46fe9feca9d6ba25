import type { Finding, Severity } from "../../story/index.ts";

/** Everything a continuity check says; `where` and `quote` where there is one. */
export interface Found {
  readonly severity: Exclude<Severity, "pass">;
  readonly message: string;
  readonly hint?: string;
  readonly where?: NonNullable<Finding["where"]>;
  readonly quote?: string;
}

/** The findings of one check, or the one that says that it held. */
export function checked(name: string, held: string, found: readonly Found[]): Finding[] {
  const check = `continuity/${name}`;
  return found.length > 0 ? found.map((one) => ({ check, ...one })) : [{ check, severity: "pass", message: held }];
}
