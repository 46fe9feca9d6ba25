import type { Command } from "./command.ts";
import { commands } from "./commands.ts";
import { columnsOf } from "./table.ts";

/** `reelwright --help`, or the commands of one group: `reelwright cache --help`. */
export function overview(group?: string): string {
  const names = Object.keys(commands).filter((name) => group === undefined || name.startsWith(`${group} `));
  const rows = names.map((name) => [`  ${name}`, commands[name]!.summary]);
  if (group !== undefined) return `Usage: reelwright ${group} COMMAND\n\n${columnsOf(rows)}\n\n"reelwright ${names[0]} --help" says more about one.\n`;
  return `Reelwright turns a story into finished vertical episodes.

Usage: reelwright COMMAND [options]

${columnsOf(rows)}

Start with:
  reelwright run graphs/bowl-of-dumplings.json

"reelwright COMMAND --help" says more about one. Exit codes: 0 done, 1 something failed,
2 not usable as given, 3 budget reached, 130 cancelled.
`;
}

/** `reelwright run --help` */
export function helpOf(command: Command): string {
  const places = command.arguments.map(({ name, optional }) => (optional ? ` [${name}]` : ` ${name}`)).join("");
  const options = Object.entries(command.options).map(([name, option]) => [
    `  --${name}${option.value ? ` ${option.value}` : ""}`,
    `${option.summary}${option.many ? " (may be repeated)" : ""}`,
  ]);
  const parts = [
    `${command.summary}.`,
    `Usage: reelwright ${command.name}${places}${options.length > 0 ? " [options]" : ""}`,
    columnsOf(command.arguments.map((argument) => [`  ${argument.name}`, argument.summary])),
    columnsOf(options),
    ...(command.notes ?? []),
    command.examples.length > 0 ? `Examples:\n${command.examples.map((example) => `  ${example.line}\n      ${example.does}`).join("\n")}` : "",
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
