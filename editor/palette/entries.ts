import type { PackListing } from "../../runtime/contract/listing.ts";
import { type Entry, field, type Field } from "./search.ts";

/** What the entries of node types are made of. */
export interface Catalogue {
  readonly listings: readonly PackListing[];
  readonly pinyin: Readonly<Record<string, string>>;
}

export interface NamedGraph {
  readonly name: string;
  readonly title: string;
  readonly summary?: string;
}

export interface NamedCommand {
  readonly id: string;
  readonly group: string;
  title(): string;
}

type Language = "en" | "zh";

/** One entry for each node type, found under its titles in both languages; the first field is the title that is shown. */
export function nodeEntries({ listings, pinyin }: Catalogue, language: Language): Entry[] {
  return listings.flatMap((pack) => {
    const chinese = pack.translations["zh-CN"];
    const groups = named([pack.title, chinese?.title], "group", language, pinyin);
    return pack.nodes.map(({ type, title, summary }): Entry => {
      const words = chinese?.nodes?.[type];
      const [shown, ...others] = named([title, words?.title], "title", language, pinyin);
      return {
        id: type, kind: "node", group: pack.name,
        fields: [
          shown!, ...others.map((other) => ({ ...other, kind: "alias" as const })), field("type", type), ...groups,
          ...named([summary, words?.summary], "summary", language, pinyin),
        ],
      };
    });
  });
}

/** English and Chinese as fields, the language of the page first. */
function named([english, chinese]: readonly [string, string | undefined], kind: Field["kind"], language: Language, pinyin: Catalogue["pinyin"]): Field[] {
  const fields = [field(kind, english), ...(chinese === undefined ? [] : [field(kind, chinese, pinyin[chinese])])];
  return language === "zh" ? fields.reverse() : fields;
}

/** Saved graphs as node types: `graph/<name>`. */
export function graphEntries(graphs: readonly NamedGraph[], pinyin: Catalogue["pinyin"]): Entry[] {
  return graphs.map(({ name, title, summary }): Entry => ({
    id: `graph/${name}`, kind: "graph", group: "graph",
    fields: [field("title", title, pinyin[title]), field("type", `graph/${name}`), ...(summary ? [field("summary", summary)] : [])],
  }));
}

export function commandEntries(commands: readonly NamedCommand[]): Entry[] {
  return commands.map((command): Entry => ({
    id: command.id, kind: "command", group: command.group, fields: [field("title", command.title()), field("type", command.id)],
  }));
}
