import type { PackListing } from "../../runtime/contract/listing.ts";
import type { NodeManifest } from "../../runtime/contract/node.ts";
import type { NodeTranslation, PortTranslation } from "../../runtime/contract/translation.ts";
import type { Catalogue } from "../../runtime/graph/graph.ts";
import { packOf } from "../../runtime/ids.ts";
import { Observable } from "./observable.ts";
import { settings } from "./settings.ts";

/** The answer of `GET /api/packs`. */
export interface PacksAnswer {
  readonly packs: readonly PackListing[];
  readonly roles: Readonly<Record<string, { readonly provider: string; readonly label?: string }>>;
  /** Chinese words to their pinyin: `"台词"` to `"taici tc"`. */
  readonly pinyin: Readonly<Record<string, string>>;
}

const baseTypes = ["text", "number", "boolean", "json", "image", "audio", "video", "file"];
const baseTypesInChinese: Readonly<Record<string, string>> = { text: "文本", number: "数字", boolean: "开关", json: "任意数据", image: "图片", audio: "音频", video: "视频", file: "文件" };

/** The packs that the server has: what graphs are linked against, and what everything is called. */
export class Packs extends Observable implements Catalogue {
  listings: readonly PackListing[] = [];
  roles: PacksAnswer["roles"] = {};
  pinyin: PacksAnswer["pinyin"] = {};
  private nodes = new Map<string, NodeManifest>();
  private values = new Set(baseTypes);
  private conversions = new Set<string>();

  take({ packs, roles, pinyin }: PacksAnswer): void {
    this.listings = packs;
    this.roles = roles;
    this.pinyin = pinyin;
    this.nodes = new Map(packs.flatMap((pack) => pack.nodes.map((node) => [node.type, node])));
    this.values = new Set([...baseTypes, ...packs.flatMap(({ types }) => types.map((type) => type["valueType"] as string))]);
    this.conversions = new Set(packs.flatMap(({ conversions }) => conversions.map(({ from, to }) => `${from}>${to}`)));
    this.changed();
  }

  manifest(type: string): NodeManifest | undefined {
    return this.nodes.get(type);
  }

  /** Whether an input takes any number of edges; undefined where no pack says. */
  takesMany(type: string, port: string): boolean | undefined {
    const input = this.nodes.get(type)?.inputs[port];
    return input && input.many === true;
  }

  types(): Iterable<string> {
    return this.nodes.keys();
  }

  all(): Iterable<NodeManifest> {
    return this.nodes.values();
  }

  knowsValue(name: string): boolean {
    return this.values.has(name);
  }

  /** Values are converted by the runtime; here it only matters that they can be. */
  conversion(from: string, to: string): ((value: unknown) => unknown) | undefined {
    return this.conversions.has(`${from}>${to}`) ? (value) => value : undefined;
  }

  /** Title and summary of a node type in the language of the page. */
  nodeWords(type: string): { readonly title: string; readonly summary: string } {
    const manifest = this.nodes.get(type);
    const { title, summary } = this.translated(type) ?? manifest ?? { title: type, summary: "" };
    return { title, summary };
  }

  inputWords(type: string, name: string): PortTranslation {
    return this.portWords(this.translated(type)?.inputs?.[name], this.nodes.get(type)?.inputs[name], name);
  }

  outputWords(type: string, name: string): PortTranslation {
    return this.portWords(this.translated(type)?.outputs?.[name], this.nodes.get(type)?.outputs[name], name);
  }

  /** A value type in words, e.g. `scene`. */
  typeWords(name: string): string {
    if (settings.language === "zh") {
      const named = baseTypesInChinese[name] ?? this.listing(name)?.translations["zh-CN"]?.types?.[name];
      if (named) return named;
    }
    return name.slice(name.indexOf("/") + 1).replaceAll("-", " ");
  }

  /** Titles of the values of an enumeration inside a value type, by the enumeration's own title; undefined where it has none. */
  choiceWords(enumeration: string | undefined): Readonly<Record<string, string>> | undefined {
    if (settings.language !== "zh" || enumeration === undefined) return undefined;
    return this.listings.map(({ translations }) => translations["zh-CN"]?.choices?.[enumeration]).find((choices) => choices !== undefined);
  }

  packTitle(name: string): string {
    const listing = this.listings.find((pack) => pack.name === name);
    return (settings.language === "zh" ? listing?.translations["zh-CN"]?.title : undefined) ?? listing?.title ?? name;
  }

  private portWords(translated: PortTranslation | undefined, port: NodeManifest["inputs"][string] | undefined, name: string): PortTranslation {
    const summary = translated?.summary ?? port?.summary ?? port?.schema["description"] as string | undefined;
    return {
      title: translated?.title ?? port?.title ?? port?.schema["title"] as string | undefined ?? spaced(name),
      ...(summary === undefined ? {} : { summary }),
      ...(translated?.choices ? { choices: translated.choices } : {}),
      ...(translated?.members ? { members: translated.members } : {}),
    };
  }

  private translated(type: string): NodeTranslation | undefined {
    return settings.language === "zh" ? this.listing(type)?.translations["zh-CN"]?.nodes?.[type] : undefined;
  }

  private listing(name: string): PackListing | undefined {
    return this.listings.find((pack) => pack.name === packOf(name));
  }
}

/** `maxLength` becomes `Max length`. */
function spaced(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
