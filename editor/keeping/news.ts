import type { Notices } from "../state/notices.ts";
import type { AutosaveNews, StepLabels } from "./autosave-parts.ts";
import type { DraftWatcher } from "./draft-writer.ts";

/** What keeping says to the user, in the language of the page. */
export interface KeepingWords {
  readonly steps: StepLabels;
  readonly updated: string;
  readonly merged: string;
  readonly mergedHint: string;
  readonly conflict: string;
  readonly compare: string;
  readonly removed: string;
  readonly removedHint: string;
  readonly restored: string;
  readonly restoredHint: string;
  readonly left: string;
  readonly openLeft: string;
  readonly notKept: string;
  readonly notKeptHint: string;
  renamed(before: string, now: string): string;
  copied(name: string): string;
}

export interface NewsTellerParts {
  readonly notices: Notices;
  readonly words: () => KeepingWords;
  /** The graph is open in another page too: that it changes is no surprise. */
  isShared(): boolean;
  compare(): void;
}

/** Puts what happens to the open graph into words. What is no longer so is taken back. */
export class NewsTeller {
  private readonly parts: NewsTellerParts;

  constructor(parts: NewsTellerParts) {
    this.parts = parts;
  }

  readonly draftWatcher: DraftWatcher = {
    failed: () => {
      const { notKept, notKeptHint } = this.parts.words();
      this.parts.notices.tell({ kind: "problem", message: notKept, hint: notKeptHint, topic: "draft" });
    },
    recovered: () => this.parts.notices.settle("draft"),
  };

  tell(news: AutosaveNews): void {
    const { notices, words, isShared, compare } = this.parts;
    const { updated, merged, mergedHint, conflict, compare: label, removed, removedHint } = words();
    if (news.kind === "merged") notices.tell({ kind: "info", message: merged, hint: mergedHint, topic: "keeping" });
    else if (news.kind === "updated" && !isShared()) notices.tell({ kind: "info", message: updated, topic: "keeping" });
    else if (news.kind === "conflict") notices.tell({ kind: "problem", message: conflict, action: { label, run: compare }, topic: "conflict" });
    else if (news.kind === "removed") notices.tell({ kind: "problem", message: removed, hint: removedHint, topic: "keeping" });
    else if (news.kind === "failed") notices.failed(news.error, "save");
    else if (news.kind === "recovered" || news.kind === "saved") {
      notices.settle("save");
      // That the server is back settles no conflict: it is what brings one to light.
      if (news.kind === "saved") notices.settle("conflict");
    }
  }

  decided(): void {
    this.parts.notices.settle("conflict");
  }

  restored(): void {
    const { restored, restoredHint } = this.parts.words();
    this.parts.notices.tell({ kind: "info", message: restored, hint: restoredHint, topic: "keeping" });
  }

  left(open: () => void): void {
    const { left, openLeft } = this.parts.words();
    this.parts.notices.tell({ kind: "problem", message: left, action: { label: openLeft, run: open }, topic: "left" });
  }

  renamed(before: string, now: string): void {
    this.parts.notices.tell({ kind: "info", message: this.parts.words().renamed(before, now), topic: "keeping" });
  }
}
