import type { Workspace } from "../state/workspace.ts";

/** How large parts of the page are, in rem, and whether they are open: kept for this browser. */
export interface Measures {
  readonly inspector: number;
  readonly isInspectorOpen: boolean;
  readonly panel: number;
  /** The lower panel while it shows films and pictures. */
  readonly viewer: number;
  /** The lower panel below the outline, and below the storyboard. */
  readonly outline: number;
  readonly storyboard: number;
}

export const usualMeasures: Measures = { inspector: 22, isInspectorOpen: true, panel: 18, viewer: 27, outline: 16, storyboard: 14 };
export const measureLimits = { inspector: { min: 18, max: 48 }, panel: { min: 9, max: 48 }, viewer: { min: 9, max: 48 }, outline: { min: 9, max: 48 }, storyboard: { min: 9, max: 48 } } as const;

/** Which of the sizes is that of the lower panel. */
export function lowerMeasure({ view, panel }: Pick<Workspace, "view" | "panel">): "panel" | "viewer" | "outline" | "storyboard" {
  if (view === "outline" || view === "storyboard") return view;
  return panel === "viewer" ? "viewer" : "panel";
}

const kept = "reelwright.measures";

/** What cannot be read, or is out of bounds, is as usual. */
export function parseMeasures(text: string | null): Measures {
  let read: Partial<Measures>;
  try {
    read = (JSON.parse(text ?? "{}") ?? {}) as Partial<Measures>;
  } catch {
    return usualMeasures;
  }
  const size = (name: keyof typeof measureLimits) => {
    const value = read[name];
    return typeof value === "number" && value >= measureLimits[name].min && value <= measureLimits[name].max ? value : usualMeasures[name];
  };
  return { inspector: size("inspector"), panel: size("panel"), viewer: size("viewer"), outline: size("outline"), storyboard: size("storyboard"), isInspectorOpen: read.isInspectorOpen !== false };
}

export function readMeasures(): Measures {
  return parseMeasures(localStorage.getItem(kept));
}

export function keepMeasures(measures: Measures): void {
  localStorage.setItem(kept, JSON.stringify(measures));
}
