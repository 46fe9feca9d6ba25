/** What the process says when it ends; scripts and CI read only this. */
export const exit = {
  /** Done. */
  done: 0,
  /** The work was possible, and some of it failed. */
  failed: 1,
  /** The command, a file or the graph is not usable as given; nothing was run. */
  unusable: 2,
  /** Stopped before it would have spent more than the budget. */
  overBudget: 3,
  /** Stopped by the user: 128 + SIGINT, as shells expect. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];
