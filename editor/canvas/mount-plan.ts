/** How many nodes are live on the page at most; the rest is painted. */
export const mostMounted = 60;
/** In one frame. Elements draw themselves after the frame's own work, so that a time limit would not see their cost. */
const mountsPerFrame = 3;
const unmountsPerFrame = 9;

export interface MountPlan {
  readonly mount: readonly string[];
  readonly unmount: readonly string[];
  /** More is to be done in the next frame. */
  readonly more: boolean;
}

/**
 * What to put on the page and take off it in this frame.
 * @param wanted in view, the most wanted first
 * @param near may stay, because they have only just left the view
 * @param kept must stay: something on them has the focus or is being dragged
 */
export function planMounts({ mounted, wanted, near, kept }: { readonly mounted: ReadonlySet<string>; readonly wanted: readonly string[]; readonly near: ReadonlySet<string>; readonly kept: ReadonlySet<string> }): MountPlan {
  const chosen = new Set(wanted.slice(0, mostMounted));
  const missing = [...chosen].filter((id) => !mounted.has(id));
  const spare = [...mounted].filter((id) => !chosen.has(id) && !kept.has(id));
  const far = spare.filter((id) => !near.has(id));
  // Those that are near go only when room is needed.
  const excess = mounted.size - far.length + Math.min(missing.length, mountsPerFrame) - mostMounted;
  const gone = [...far, ...(excess > 0 ? spare.filter((id) => near.has(id)).slice(0, excess) : [])];
  const unmount = gone.slice(0, unmountsPerFrame);
  const room = mostMounted - (mounted.size - unmount.length);
  const mount = missing.slice(0, Math.max(0, Math.min(mountsPerFrame, room)));
  return { mount, unmount, more: mount.length < missing.length && room > 0 || unmount.length < gone.length };
}
