import { parseArgs } from "node:util";
import { fail } from "../runtime/problem.ts";
import { nearest } from "../runtime/ids.ts";
import type { Command, Given } from "./command.ts";

/** Matches a command's words with what the command takes. @throws ProblemError with the usage error in words */
export function parseArguments(command: Command, words: readonly string[]): Given {
  const { tokens } = parseArgs({
    args: [...words], strict: false, allowPositionals: true, tokens: true,
    options: Object.fromEntries(Object.entries(command.options).map(([name, option]) => [name, { type: option.value ? "string" : "boolean", multiple: true }])),
  });
  const positionals: string[] = [];
  const options = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind === "option") readOption(command, token, options);
  }
  const named = nameArguments(command, positionals);
  return {
    argument: (name) => named.get(name)!,
    optional: (name) => named.get(name),
    flag: (option) => options.has(option),
    value: (option) => options.get(option)?.[0],
    list: (option) => options.get(option) ?? [],
  };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function readOption(command: Command, token: OptionToken, into: Map<string, string[]>): void {
  const option = command.options[token.name];
  const help = `"reelwright ${command.name} --help" lists the options.`;
  if (!option || !token.rawName.startsWith("--")) {
    const near = nearest(token.name, Object.keys(command.options));
    fail({ code: "OPTION_UNKNOWN", message: `"reelwright ${command.name}" has no option ${token.rawName}.`, hint: near ? `Did you mean --${near}?` : help });
  }
  if (!option.value) {
    if (token.value !== undefined) fail({ code: "OPTION_VALUE_UNEXPECTED", message: `${token.rawName} takes no value.`, hint: `Write ${token.rawName} alone.` });
    return void into.set(token.name, []);
  }
  // `--out --json` is a forgotten value far more often than a folder called `--json`.
  const forgotten = token.value === undefined || (!token.inlineValue && /^-[^\d.]/.test(token.value));
  if (forgotten) fail({ code: "OPTION_VALUE_MISSING", message: `${token.rawName} needs a value: ${token.rawName} ${option.value}.`, hint: `A value that begins with a dash is written ${token.rawName}=VALUE.` });
  const values = into.get(token.name) ?? [];
  if (values.length > 0 && !option.many) fail({ code: "OPTION_TWICE", message: `${token.rawName} was given more than once.`, hint: "Keep the one you mean." });
  into.set(token.name, [...values, token.value!]);
}

function nameArguments(command: Command, words: readonly string[]): Map<string, string> {
  const missing = command.arguments[words.length];
  if (missing && !missing.optional) fail({ code: "ARGUMENT_MISSING", message: `"reelwright ${command.name}" needs ${missing.name}: ${missing.summary}.`, hint: command.examples[0] ? `For example: ${command.examples[0].line}` : `See "reelwright ${command.name} --help".` });
  const extra = words[command.arguments.length];
  if (extra !== undefined) fail({ code: "ARGUMENT_UNEXPECTED", message: `"reelwright ${command.name}" does not take "${extra}".`, hint: "Values with spaces need quotes." });
  return new Map(words.map((word, index) => [command.arguments[index]!.name, word]));
}

/** The option's value as a number of at least `minimum`. */
export function numberOption(given: Given, option: string, minimum: number, whole = false): number | undefined {
  const text = given.value(option);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < minimum || (whole && !Number.isInteger(number))) {
    fail({ code: "OPTION_VALUE_INVALID", message: `--${option} cannot be "${text}".`, hint: `Give a ${whole ? "whole " : ""}number of at least ${minimum}.` });
  }
  return number;
}

/** The option's value when it is one of the words. */
export function wordOption<W extends string>(given: Given, option: string, words: readonly W[]): W | undefined {
  const text = given.value(option);
  if (text === undefined) return undefined;
  const word = words.find((candidate) => candidate === text);
  if (!word) fail({ code: "OPTION_VALUE_INVALID", message: `--${option} cannot be "${text}".`, hint: `Give ${words.join(" or ")}.` });
  return word;
}

const units: Readonly<Record<string, number>> = { "": 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KIB: 2 ** 10, MIB: 2 ** 20, GIB: 2 ** 30, TIB: 2 ** 40 };

/** `20GB`, `1.5 TiB`, `500000` as a number of bytes. */
export function bytesOption(given: Given, option: string): number | undefined {
  const text = given.value(option);
  if (text === undefined) return undefined;
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const factor = unit === undefined ? undefined : units[unit.toUpperCase()];
  if (number === undefined || factor === undefined) fail({ code: "OPTION_VALUE_INVALID", message: `--${option} cannot be "${text}".`, hint: "Give a size such as 20GB, 1.5TB or 500MB." });
  return Math.floor(Number(number) * factor);
}
