/** How large parts of the page are, in rem, and whether they are open: kept for this browser. */
export interface Measures {
  readonly inspector: number;
  readonly isInspectorOpen: boolean;
  readonly panel: number;
  /** The lower panel while it shows films and pictures. */
  readonly viewer: number;
}

export const usualMeasures: Measures = { inspector: 22, isInspectorOpen: true, panel: 18, viewer: 27 };
export const measureLimits = { inspector: { min: 18, max: 48 }, panel: { min: 9, max: 48 }, viewer: { min: 9, max: 48 } } as const;

const kept = "reelwright.measures";

/** What cannot be read, or is out of bounds, is as usual. */
export function parseMeasures(text: string | null): Measures {
  let read: Partial<Measures>;
  try {
    read = (JSON.parse(text ?? "{}") ?? {}) as Partial<Measures>;
  } catch {
    return usualMeasures;
  }
  const size = (name: "inspector" | "panel" | "viewer") => {
    const value = read[name];
    return typeof value === "number" && value >= measureLimits[name].min && value <= measureLimits[name].max ? value : usualMeasures[name];
  };
  return { inspector: size("inspector"), panel: size("panel"), viewer: size("viewer"), isInspectorOpen: read.isInspectorOpen !== false };
}

export function readMeasures(): Measures {
  return parseMeasures(localStorage.getItem(kept));
}

export function keepMeasures(measures: Measures): void {
  localStorage.setItem(kept, JSON.stringify(measures));
}
