import type { PackListing } from "../../contract/listing.ts";
import type { NodeManifest } from "../../contract/node.ts";
import type { Port } from "../../contract/port.ts";
import type { PortTranslation, Translation } from "../../contract/translation.ts";
import type { Objection } from "./objection.ts";

/** The languages of the editor beside English. */
const languages = ["zh-CN"];

/** Whether everything that people see has a title and says what it is, in every language that the pack speaks. */
export function wordObjections({ nodes, types, translations }: Pick<PackListing, "nodes" | "types" | "translations">): Objection[] {
  return [
    ...nodes.flatMap(untitled),
    ...languages.filter((language) => !translations[language]).map((language) => ({ at: language, message: "is a language of the editor, and the pack has no words in it: it is shown in English", advice: true as const })),
    ...Object.entries(translations).flatMap(([language, words]) => untranslated(language, words, { nodes, types })),
  ];
}

function untitled(node: NodeManifest): Objection[] {
  return portsOf(node).flatMap(([name, { title, summary, schema }]) => [
    ...((title ?? schema["title"]) ? [] : [{ at: `${node.type}.${name}`, message: "has no title" }]),
    ...((summary ?? schema["description"]) ? [] : [{ at: `${node.type}.${name}`, message: "has no summary that says what it is for" }]),
  ]);
}

function untranslated(language: string, words: Translation, { nodes, types }: Pick<PackListing, "nodes" | "types">): Objection[] {
  const missing = (at: string) => ({ at, message: `has no words in ${language}` });
  const names = new Set(nodes.map(({ type }) => type));
  return [
    ...nodes.flatMap((node) => {
      const translated = words.nodes?.[node.type];
      if (!translated?.title || !translated.summary) return [missing(node.type)];
      const of = (side: "inputs" | "outputs") => Object.keys(node[side]).filter((name) => !translated[side]?.[name]?.title).map((name) => missing(`${node.type}.${name}`));
      return [...of("inputs"), ...of("outputs"), ...unknownPorts(language, node, translated)];
    }),
    ...types.map((type) => String(type["valueType"])).filter((name) => !words.types?.[name]).map(missing),
    ...Object.keys(words.nodes ?? {}).filter((type) => !names.has(type)).map((type) => ({ at: type, message: `has words in ${language}, and is no node type of the pack` })),
  ];
}

function unknownPorts(language: string, node: NodeManifest, translated: { readonly inputs?: Readonly<Record<string, PortTranslation>>; readonly outputs?: Readonly<Record<string, PortTranslation>> }): Objection[] {
  return (["inputs", "outputs"] as const).flatMap((side) => Object.keys(translated[side] ?? {}).filter((name) => !node[side][name]).map((name) => ({ at: `${node.type}.${name}`, message: `has words in ${language}, and is none of the ${side}` })));
}

function portsOf({ inputs, outputs }: NodeManifest): [string, Port][] {
  return [...Object.entries(inputs), ...Object.entries(outputs)];
}
