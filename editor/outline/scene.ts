import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import type { Row } from "./rows.ts";

/** What the lines of the outline are drawn from, and what they ask for. */
export interface OutlineScene {
  readonly workspace: Workspace;
  readonly session: Session;
  /** Key of the line that the keyboard is at. */
  readonly active: string | undefined;
  /** Key of the line whose title is being written. */
  readonly renaming: string | undefined;
  /** How many problems each node has. */
  readonly problems: ReadonlyMap<string, number>;
  /** Nodes in each frame, those of frames in it counted. */
  readonly members: ReadonlyMap<string, number>;
  toggle(row: Row): void;
  rename(row: Row | undefined): void;
  remove(row: Row): void;
  connect(row: Row): void;
  disconnect(from: string, to: string): void;
  run(row: Row): void;
  goTo(node: string): void;
  /** Shows the input among the others, where there is room. */
  inspect(row: Row): void;
}
