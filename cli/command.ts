import type { ExitCode } from "./exit.ts";
import type { Host } from "./host.ts";

export interface Option {
  /** How its value is called in help, e.g. `DIR`; a flag has none. */
  readonly value?: string;
  /** May be given more than once. */
  readonly many?: true;
  readonly summary: string;
}

export interface Argument {
  /** As in help: `GRAPH`. */
  readonly name: string;
  readonly summary: string;
  /** May be left away; those that may come last. */
  readonly optional?: true;
}

/** One command of the command line, as data for the parser and the help, and what it does. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly arguments: readonly Argument[];
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Anything else its `--help` should say, as paragraphs. */
  readonly notes?: readonly string[];
  execute(given: Given, host: Host): Promise<ExitCode>;
}

/** A command's words after parsing: every argument that must be is there, every option is one the command has. */
export interface Given {
  argument(name: string): string;
  /** An argument that may be left away. */
  optional(name: string): string | undefined;
  flag(option: string): boolean;
  value(option: string): string | undefined;
  list(option: string): readonly string[];
}
