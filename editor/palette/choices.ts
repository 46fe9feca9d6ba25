import type { GraphListing } from "../api/server.ts";
import type { Command } from "../commands/command.ts";
import { shownKeys } from "../commands/keys.ts";
import { words as commandWords } from "../commands/words.ts";
import { fitsFor, type Side } from "../model/fit.ts";
import { isMac } from "../shell/platform.ts";
import type { Packs } from "../state/packs.ts";
import { settings } from "../state/settings.ts";
import type { Workspace } from "../state/workspace.ts";
import type { DetailInput } from "./detail.ts";
import { commandEntries, graphEntries, nodeEntries } from "./entries.ts";
import { portsOfGraph, portsOfType, type PortViews } from "./ports.ts";
import type { Entry } from "./search.ts";
import { type Mode, type Section, sectionsOf } from "./sections.ts";
import { words } from "./words.ts";

/** The end of an edge that is held: `from` is an output, for which something is wanted that takes it. */
export interface Held {
  /** `node.port`. */
  readonly end: string;
  readonly side: Side;
}

/** What the palette can offer now: node types, saved graphs and commands, and what is known of each. */
export class Choices {
  /** Why the saved graphs are not among them. */
  fault: string | undefined;
  private readonly changed: () => void;
  private workspace: Workspace | undefined;
  private held: Held | undefined;
  private fits: ReadonlyMap<string, string> | undefined;
  private recent: readonly string[] = [];
  private commands: ReadonlyMap<string, Command> = new Map();
  private graphs: readonly GraphListing[] = [];
  private readonly documents = new Map<string, PortViews | undefined>();
  private entries: { readonly of: readonly unknown[]; readonly nodes: readonly Entry[]; readonly commands: readonly Entry[] } | undefined;

  /** @param changed is called when something that had to be read has come */
  constructor(changed: () => void) {
    this.changed = changed;
  }

  open(workspace: Workspace, held: Held | undefined, recent: readonly string[]): void {
    const { session, packs, shell } = workspace;
    this.workspace = workspace;
    this.held = held;
    this.recent = recent;
    this.fits = held && session ? fitsFor(session, packs, held) : undefined;
    this.commands = new Map((shell?.commands ?? []).filter((command) => command.isEnabled?.(workspace) ?? true).map((command) => [command.id, command]));
    this.documents.clear();
    this.entries = undefined;
    void this.readGraphs(workspace);
  }

  sections(query: string, mode: Mode): readonly Section[] {
    const { nodes, commands } = this.current();
    return sectionsOf({ query, mode, nodes, commands: this.held ? [] : commands, recent: this.recent });
  }

  heading(section: string): string {
    const [kind, name] = section.split(":");
    if (kind === "pack") return this.packs.packTitle(name!);
    if (kind === "group") return commandWords()[name as Command["group"]];
    return words()[section as "recent" | "graphs" | "nodes" | "commands"];
  }

  detailOf(entry: Entry): Omit<DetailInput, "packs" | "from"> {
    const title = entry.fields[0]!.text;
    if (entry.kind === "command") return { title, type: commandWords()[this.commands.get(entry.id)!.group], summary: "" };
    const port = this.fits?.get(entry.id);
    const joins = this.held && port !== undefined ? { side: this.held.side === "from" ? "inputs" as const : "outputs" as const, port } : undefined;
    if (entry.kind === "graph") return { title, type: entry.id, summary: this.listing(entry.id)?.summary ?? "", ports: this.graphPorts(entry.id), joins };
    return { title, type: entry.id, summary: this.packs.nodeWords(entry.id).summary, ports: portsOfType(entry.id, this.packs), joins };
  }

  /** The port at which the held edge would end, for who adds the node. */
  join(type: string): { readonly port?: string } {
    const port = this.fits?.get(type);
    return port === undefined ? {} : { port };
  }

  joinTitle(type: string): string | undefined {
    const port = this.fits?.get(type);
    if (port === undefined) return undefined;
    return this.held!.side === "from" ? this.packs.inputWords(type, port).title : this.packs.outputWords(type, port).title;
  }

  command(id: string): Command | undefined {
    return this.commands.get(id);
  }

  keysOf(id: string): string | undefined {
    const keys = this.commands.get(id)?.keys?.[0];
    return keys === undefined ? undefined : shownKeys(keys, isMac);
  }

  isOn(id: string): boolean {
    return this.commands.get(id)?.isOn?.(this.workspace!) === true;
  }

  /** What is asked for, where an edge is held. */
  get heldWords(): string {
    const { session } = this.workspace ?? {};
    if (!this.held || !session) return "";
    const [id, port] = this.held.end.split(".") as [string, string];
    const { type, title } = session.document.nodes[id] ?? { type: id };
    const names = this.held.side === "from" ? this.packs.outputWords(type, port) : this.packs.inputWords(type, port);
    const end = `${title ?? this.packs.nodeWords(type).title} · ${names.title}`;
    return this.held.side === "from" ? words().takes(end) : words().gives(end);
  }

  private get packs(): Packs {
    return this.workspace!.packs;
  }

  /** Made again only when the packs, the graphs or the language have changed. Without an open graph there are only commands. */
  private current(): { readonly nodes: readonly Entry[]; readonly commands: readonly Entry[] } {
    if (!this.workspace) return { nodes: [], commands: [] };
    const { session } = this.workspace;
    const { listings, pinyin } = this.packs;
    const of = [listings, this.graphs, this.commands, settings.language];
    if (!this.entries || this.entries.of.some((one, index) => one !== of[index])) {
      const all = session ? [...nodeEntries({ listings, pinyin }, settings.language), ...graphEntries(this.graphs, pinyin)] : [];
      this.entries = { of, nodes: this.fitting(all), commands: commandEntries([...this.commands.values()]) };
    }
    return this.entries;
  }

  /** What fits the held edge: what is made for its type before what takes anything. */
  private fitting(entries: readonly Entry[]): readonly Entry[] {
    const { fits, held } = this;
    if (!fits || !held) return entries;
    const takesAnything = ({ id }: Entry) => this.packs.manifest(id)?.[held.side === "from" ? "inputs" : "outputs"][fits.get(id)!]?.generic !== undefined;
    return entries.filter(({ id }) => fits.has(id)).sort((one, other) => Number(takesAnything(one)) - Number(takesAnything(other)));
  }

  private listing(type: string): GraphListing | undefined {
    return this.graphs.find(({ name }) => `graph/${name}` === type);
  }

  /** Templates are opened, not put into graphs; a graph is not put into itself. */
  private async readGraphs(workspace: Workspace): Promise<void> {
    try {
      const graphs = await workspace.server.graphs();
      this.graphs = graphs.filter(({ name, shipped, part, problem }) => !problem && (part === true || !shipped) && name !== workspace.session?.name);
      this.fault = undefined;
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    }
    this.changed();
  }

  private graphPorts(type: string): PortViews | undefined {
    if (!this.documents.has(type)) {
      this.documents.set(type, undefined);
      void this.readGraph(type);
    }
    return this.documents.get(type);
  }

  private async readGraph(type: string): Promise<void> {
    const { server, session } = this.workspace!;
    try {
      const { document } = await server.graph(type.slice("graph/".length));
      this.documents.set(type, portsOfGraph(document, this.packs, session?.subgraphs ?? new Map()));
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    }
    this.changed();
  }
}
