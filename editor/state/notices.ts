import type { Problem } from "../../runtime/problem.ts";
import { Observable } from "./observable.ts";

/** Something to tell the user in passing. */
export interface Notice {
  readonly kind: "info" | "done" | "problem";
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly action?: { readonly label: string; run(): void };
  /** Notices with the same topic replace one another: `save`, `queue`. */
  readonly topic?: string;
}

export interface ShownNotice extends Notice {
  readonly id: number;
}

/** What the page tells in passing, the newest last. Problems stay until they are closed; the rest goes by itself. */
export class Notices extends Observable {
  list: readonly ShownNotice[] = [];
  private last = 0;

  tell(notice: Notice): number {
    const id = ++this.last;
    this.list = [...this.list.filter(({ topic }) => topic === undefined || topic !== notice.topic), { ...notice, id }].slice(-4);
    this.changed();
    return id;
  }

  /** Tells of an error in the words of the problem it carries. */
  failed(error: unknown, topic?: string): void {
    const { message, problems } = error as { message?: string; problems?: readonly Problem[] };
    const problem = problems?.[0];
    this.tell({
      kind: "problem", message: problem?.message ?? message ?? String(error),
      ...(problem?.hint === undefined ? {} : { hint: problem.hint }), ...(topic === undefined ? {} : { topic }),
    });
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
    this.changed();
  }

  /** Takes back what was told of a topic: it is no longer so. */
  settle(topic: string): void {
    if (!this.list.some((notice) => notice.topic === topic)) return;
    this.list = this.list.filter((notice) => notice.topic !== topic);
    this.changed();
  }
}
