/** Where to put the red mark. Every field that is known is given. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly node?: string;
  readonly item?: string;
  readonly port?: string;
  /** The edge as written in the document: `"arc.outlines -> episode.outline"`. */
  readonly edge?: string;
}

/** Something wrong, as data: what the editor draws, the server sends and the command line prints. */
export interface Problem extends Place {
  /** Upper snake case, never numbered, never reused for something else. */
  readonly code: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly hint?: string;
}

/** The only error class the runtime and its packs throw on purpose; anything else is a mistake in a program. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: { cause?: unknown }) {
    super(problem.message, options);
    this.name = "ProblemError";
    this.problem = problem;
  }

  toJSON(): Problem {
    return this.problem;
  }
}

/** The problem an error carries. By shape, because a pack may bring a copy of this class of its own. */
export function problemIn(error: unknown): Problem | undefined {
  const problem = error instanceof Error && error.name === "ProblemError" ? (error as Partial<ProblemError>).problem : undefined;
  return typeof problem?.code === "string" && typeof problem.message === "string" ? problem : undefined;
}

/** Ends the work of the current item with a problem that says what to do about it. */
export function fail(problem: Problem, cause?: unknown): never {
  throw new ProblemError(problem, cause === undefined ? undefined : { cause });
}
