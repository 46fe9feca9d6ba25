import type { Pack, PortTranslation } from "../../../runtime/contract/index.ts";
import type { Port } from "../../../runtime/contract/port.ts";
import cast from "../../../nodes/cast/pack.ts";
import compose from "../../../nodes/compose/pack.ts";
import core from "../../../nodes/core/pack.ts";
import picture from "../../../nodes/picture/pack.ts";
import qa from "../../../nodes/qa/pack.ts";
import script from "../../../nodes/script/pack.ts";
import story from "../../../nodes/story/pack.ts";
import voice from "../../../nodes/voice/pack.ts";

export interface BuiltInInput {
  /** `script/arc.episodes` */
  readonly at: string;
  readonly port: Port;
  readonly chinese: PortTranslation | undefined;
}

/** Every input of every node type that comes with the package. */
export function builtInInputs(): BuiltInInput[] {
  const packs = [cast, compose, core, picture, qa, script, story, voice] as unknown as Pack[];
  return packs.flatMap(({ nodes, translations }) => nodes.flatMap(({ type, inputs }) => Object.entries(inputs as Record<string, Port>).map(([name, port]) => (
    { at: `${type}.${name}`, port, chinese: translations?.["zh-CN"]?.nodes?.[type]?.inputs?.[name] }))));
}

export function schemaOf(at: string): Port["schema"] {
  return builtInInputs().find((input) => input.at === at)!.port.schema;
}
