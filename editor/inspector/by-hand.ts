import type { TSchema } from "../../runtime/contract/typebox.ts";
import type { PortTranslation } from "../../runtime/contract/translation.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { setInput } from "../model/nodes.ts";
import { type InputPort, isControlSchema, type NodePorts } from "../model/ports.ts";
import { setGraphInput } from "../model/surface.ts";
import type { Names } from "../view/titles.ts";
import { graphInputSchema } from "./input-schema.ts";

/** How the value of an input is given by a person. */
export interface ByHand {
  readonly schema: TSchema;
  /** Undefined while the default holds. */
  readonly value: unknown;
  readonly fallback: unknown;
  /** It is a setting; else it is what nodes make, and writing it by hand is the exception. */
  readonly isSetting: boolean;
  /** The graph's input that gives it. */
  readonly graphInput: string | undefined;
  readonly write: (document: GraphDocument, value: unknown) => GraphDocument;
}

/** @returns undefined where edges feed the input, and where its type is decided by what is connected */
export function byHand({ session, workspace: { packs } }: Names, ports: NodePorts, input: InputPort): ByHand | undefined {
  if (input.from.length > 0) return undefined;
  const sources = { subgraphs: session.subgraphs, manifest: (type: string) => packs.manifest(type) };
  const [graphInput] = input.graphInputs;
  if (graphInput !== undefined) {
    return {
      schema: graphInputSchema(session.document, graphInput, sources), value: session.document.inputs![graphInput]!.default, fallback: undefined, isSetting: true, graphInput,
      write: (document, value) => setGraphInput(document, graphInput, { default: value }),
    };
  }
  const given = { value: input.isSet ? input.value : undefined, fallback: input.fallback, graphInput: undefined, write: (document: GraphDocument, value: unknown) => setInput(document, ports.id, input.name, value) };
  if (input.port) return input.port.generic === undefined ? { ...given, schema: input.port.schema, isSetting: input.control } : undefined;
  const graph = session.subgraphs.get(ports.type.slice("graph/".length));
  if (!graph) return undefined;
  const schema = graphInputSchema(graph, input.name, sources);
  return { ...given, schema, isSetting: Object.keys(schema).length > 0 && isControlSchema(schema) };
}

/** What an input is called and how it is explained; those of subgraphs say it in their document. */
export function inputWords({ session, workspace: { packs } }: Names, { type }: Pick<NodePorts, "type">, name: string): PortTranslation {
  const graph = type.startsWith("graph/") ? session.subgraphs.get(type.slice("graph/".length)) : undefined;
  if (!graph) return packs.inputWords(type, name);
  const { title = name, summary } = graph.inputs?.[name] ?? {};
  return { title, ...(summary === undefined ? {} : { summary }) };
}
