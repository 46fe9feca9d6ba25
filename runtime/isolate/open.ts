import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../contract/context.ts";
import type { NodeDefinition } from "../contract/node.ts";
import type { Pack } from "../contract/pack.ts";
import type { Port } from "../contract/port.ts";
import { checkedBy, mismatch } from "../graph/schema.ts";
import { portType } from "../graph/types.ts";
import { filesOf } from "../packs/files.ts";
import { fail } from "../problem.ts";
import { assets } from "./assets.ts";
import { Cell } from "./cell.ts";
import { accepted, type Described, manifestOf, schemasOf } from "./described.ts";
import { type Isolate, type IsolateOptions, usualLimits } from "./isolate.ts";

/** @throws ProblemError PACK_BROKEN, PACK_NEEDS_TRUST, PACK_SCHEMA, ISOLATE_ENDED */
export async function openIsolate(options: IsolateOptions): Promise<Isolate> {
  const limits = { ...usualLimits, ...options.limits };
  const files = codeIn("files" in options ? options.files : await filesOf(options.folder), options.name);
  const modules = await lent(files);
  const cell = new Cell({ pack: options.name, granted: options.granted.services ?? [], limits, opening: { files, modules, entry: join("/", options.entry).replaceAll("\\", "/") } });
  const described = accepted(await cell.describe().catch(async (error: unknown) => {
    await cell.close();
    throw error;
  }), options.name);
  const { Validator } = await import("@cfworker/json-schema");
  // No code is compiled from what a stranger wrote: its schemas are walked.
  for (const schema of schemasOf(described)) {
    const validator = new Validator(schema as object, "2020-12", true);
    checkedBy(schema, (value) => {
      const [error] = validator.validate(value).errors;
      return error && `at ${error.instanceLocation.slice(1).replace(/^\//, "").replaceAll("/", ".") || "its top"}: ${error.error}`;
    });
  }
  return { listing: listingOf(described), pack: packOf(described, cell, options.schemaOf ?? (() => undefined)), close: () => cell.close(), get pid() { return cell.pid; } };
}

type SchemaOf = NonNullable<IsolateOptions["schemaOf"]>;

function packOf(described: Described, cell: Cell, schemaOf: SchemaOf): Pack {
  const { name, title, version, types = [], translations } = described;
  return {
    name, title, version, contract: 1, types: types as unknown as NonNullable<Pack["types"]>, ...(translations ? { translations: translations as NonNullable<Pack["translations"]> } : {}),
    nodes: described.nodes.map((node): NodeDefinition => ({
      ...manifestOf(node), ...(node.renames ? { renames: node.renames as NonNullable<NodeDefinition["renames"]> } : {}),
      run: async ({ inputs, context }: { readonly inputs: unknown; readonly context: Context }) => {
        const outputs = await cell.run(node.type, inputs, context) as Readonly<Record<string, unknown>>;
        for (const [name, port] of Object.entries(manifestOf(node).outputs)) mustBeOfType(outputs[name], { name, port, pack: described.name, schemaOf });
        return outputs;
      },
    })),
  };
}

/**
 * A pack says itself what schema its ports have. Where it gives one of them a type of somebody else's, a value must be what
 * that is to them: they take it without looking again.
 * @throws ProblemError OUTPUT_INVALID
 */
function mustBeOfType(value: unknown, { name, port, pack, schemaOf }: { readonly name: string; readonly port: Port; readonly pack: string; readonly schemaOf: SchemaOf }): void {
  const type = portType(port);
  const schema = schemaOf(type.name);
  if (!schema) return;
  for (const one of type.rank === 0 || !Array.isArray(value) ? [value] : (value as unknown[]).flat(type.rank - 1)) {
    const wrong = one === undefined ? undefined : mismatch(schema, one);
    if (wrong) fail({ code: "OUTPUT_INVALID", port: name, message: `The output "${name}" of the pack "${pack}" is no ${type.name}: it ${wrong}.`, hint: "This is a mistake in the pack; tell its author." });
  }
}

function listingOf(described: Described): Isolate["listing"] {
  const { name, title, version, nodes, types = [], translations = {} } = described;
  return { name, title, version, nodes: nodes.map(manifestOf), types: types as never, conversions: [], translations: translations as never };
}

const mostCodeBytes = 8 * 2 ** 20;

/** The pack's modules, by their place in its folder: all that its code can import. */
function codeIn(files: ReadonlyMap<string, Uint8Array>, pack: string): Record<string, string> {
  const modules = [...files].filter(([name]) => /\.(js|mjs)$/.test(name));
  const size = modules.reduce((all, [, { length }]) => all + length, 0);
  if (size > mostCodeBytes) fail({ code: "PACK_BROKEN", message: `The code of the pack "${pack}" is larger than ${mostCodeBytes / 2 ** 20} MB.`, hint: "Tell its author." });
  return Object.fromEntries(modules.map(([name, bytes]) => [`/${name}`, new TextDecoder().decode(bytes)]));
}

/** What is lent to every isolated pack, as bytecode; the story types only to one that names them. */
async function lent(files: Readonly<Record<string, string>>): Promise<Record<string, Uint8Array>> {
  const names = ["reelwright/pack", ...(Object.values(files).some((text) => text.includes("reelwright/story")) ? ["reelwright/story"] : [])];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(new URL(`./guest/${name.split("/")[1]}.qjs`, assets))] as const)));
}
