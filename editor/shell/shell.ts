import type { Command } from "../commands/command.ts";

/** Where the palette opens, in page pixels, and what the chosen node must take or give. */
export interface PaletteRequest {
  readonly x?: number;
  readonly y?: number;
  readonly fits?: { readonly end: string; readonly side: "from" | "to" };
  /** Commands rather than node types. */
  readonly commands?: boolean;
}

/** A question with one line of answer, or, without `field`, with yes or no. */
export interface Question {
  readonly title: string;
  readonly message?: string;
  readonly field?: { readonly label: string; readonly value: string; readonly helper?: string; faultOf(value: string): string | undefined };
  readonly confirm: string;
  readonly danger?: boolean;
}

/** What commands may ask of the page around the views. At `workspace.shell` for as long as the page lives. */
export interface Shell {
  readonly commands: readonly Command[];
  openPalette(request?: PaletteRequest): Promise<void>;
  showShortcuts(): void;
  /** @returns the answer (empty without a field), or undefined when the user thought better of it */
  ask(question: Question): Promise<string | undefined>;
  openGallery(): void;
  /** A blank graph, kept once it is edited. */
  openNew(): Promise<void>;
  /** A new graph that starts as a copy of another one, kept once it is edited or run. */
  openCopy(template: string): Promise<void>;
  /** @param trail the graphs it was opened out of, outermost first, and itself */
  openGraph(name: string, trail?: readonly string[]): Promise<void>;
  /** Reads the open graph again, as the server has it now. */
  reopen(): Promise<void>;
  toggleInspector(): void;
  readonly isInspectorOpen: boolean;
  focusInspector(): void;
  /** Moves the focus to the next part of the page, or the one before. */
  cycleRegions(step: 1 | -1): void;
  showFirstSteps(): void;
}
