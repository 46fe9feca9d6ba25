import type { GraphDocument } from "../../runtime/graph/document.ts";
import { freeName } from "../commands/names.ts";
import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import type { Draft, Drafts, Unsaved } from "./drafts.ts";

export interface OpenerParts {
  readonly workspace: Workspace;
  readonly drafts: Drafts;
  /** The name of this page among the pages of the browser. */
  readonly tab: string;
  /** The pages that are still there; undefined where the browser cannot tell. */
  living(): Promise<ReadonlySet<string> | undefined>;
  /** The browser's drafts cannot be read. */
  unreadable(error: unknown): void;
}

/** What a session begins with. */
export interface Beginning {
  readonly document: GraphDocument;
  readonly etag: string | undefined;
  /** Edits to go on with, the first made from `document`. */
  readonly unsaved: readonly (Unsaved | Draft)[];
  /** The graphs it is opened out of, and itself. */
  readonly trail?: readonly string[] | undefined;
}

/** Finds out what a graph begins with when it is opened: the server's version, or edits that it does not have yet. */
export class Opener {
  private readonly parts: OpenerParts;
  private beginning: Beginning | undefined;

  constructor(parts: OpenerParts) {
    this.parts = parts;
  }

  /** What the session that has just opened goes on with. */
  takeUnsaved(): readonly (Unsaved | Draft)[] {
    const unsaved = this.beginning?.unsaved ?? [];
    this.beginning = undefined;
    return unsaved;
  }

  begin(beginning: Beginning): Promise<Session> {
    this.beginning = beginning;
    const { document, etag, trail } = beginning;
    return this.parts.workspace.openDocument(document, etag, ...(trail ? [trail] : []));
  }

  /**
   * @param here edits that this very page has of it, asked for at the last moment
   * @throws ServerError when neither the server nor the browser has it
   */
  async find(name: string, here: () => Unsaved | undefined): Promise<Beginning> {
    const orphans = await this.orphans(name);
    const saved = here() || orphans.length > 0 ? undefined : await this.parts.workspace.server.graph(name);
    const own = here();
    const unsaved = own ? [own, ...orphans] : orphans;
    return unsaved[0] ? { document: unsaved[0].base, etag: unsaved[0].etag, unsaved } : { ...saved!, unsaved };
  }

  /** Whether there is anything of it, here or on the server. Asked by the list: a graph that is not there is no failed request. @throws ServerError */
  async isKnown(name: string): Promise<boolean> {
    if ((await this.orphans(name)).length > 0) return true;
    return (await this.parts.workspace.server.graphs()).some((graph) => graph.name === name);
  }

  /** Saves a document as a graph of its own. @returns its name. @throws ServerError */
  async saveAside(document: GraphDocument): Promise<string> {
    const name = await this.freeName(document.name);
    await this.parts.workspace.server.saveGraph({ ...document, name }, undefined);
    return name;
  }

  async freeName(name: string): Promise<string> {
    const { workspace, drafts, unreadable } = this.parts;
    const kept = drafts.list().catch((error: unknown) => {
      unreadable(error);
      return [];
    });
    const taken = [...await workspace.server.graphs(), ...await kept];
    return freeName(name, taken.map((graph) => graph.name));
  }

  private async orphans(name: string): Promise<Draft[]> {
    const { drafts, tab, living, unreadable } = this.parts;
    try {
      return await drafts.orphans(name, tab, await living());
    } catch (error) {
      unreadable(error);
      return [];
    }
  }
}
