import type { Problem } from "../../runtime/problem.ts";
import type { Session } from "../state/session.ts";

/** The problems of the open graph by what they are of, sorted once for each set of them. */
export class SortedProblems {
  private readonly session: Session;
  private of: readonly unknown[] = [];
  private nodes: ReadonlyMap<string, readonly Problem[]> = new Map();
  private faulty: ReadonlySet<string> = new Set();
  private sets = 0;

  constructor(session: Session) {
    this.session = session;
  }

  ofNode(id: string): readonly Problem[] {
    this.sort();
    return this.nodes.get(id) ?? none;
  }

  /** Edges with which something is wrong. The same set while it is the same problems. */
  get edges(): ReadonlySet<string> {
    this.sort();
    return this.faulty;
  }

  /** Grows with every other set of problems. */
  get version(): number {
    this.sort();
    return this.sets;
  }

  private sort(): void {
    const { session } = this;
    const of = [session.linked.problems, session.checked];
    if (of.every((list, at) => list === this.of[at])) return;
    this.of = of;
    this.sets++;
    const { problems } = session;
    const nodes = new Map<string, Problem[]>();
    for (const problem of problems) {
      const node = problem.node?.split("/", 1)[0];
      if (node === undefined) continue;
      const others = nodes.get(node);
      if (others) others.push(problem);
      else nodes.set(node, [problem]);
    }
    this.nodes = nodes;
    this.faulty = new Set(problems.flatMap(({ edge }) => edge ?? []));
  }
}

const none: readonly Problem[] = [];
