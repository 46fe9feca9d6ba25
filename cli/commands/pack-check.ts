import type { Objection } from "../../runtime/packs/conformance/objection.ts";
import { needsTrust } from "../../runtime/packs/permissions.ts";
import { resolve } from "node:path";
import type { Command } from "../command.ts";
import { exit } from "../exit.ts";
import type { Host } from "../host.ts";
import { type Checked, checkPack } from "../packs/checking.ts";
import { powersText, trustText } from "../packs/powers.ts";
import { paintFor } from "../paint.ts";
import { count, plain } from "../text.ts";

export const packCheck: Command = {
  name: "pack check",
  summary: "Try a pack out as its users will get it, and say what they will be asked",
  arguments: [{ name: "PACK", summary: "its folder, or its tarball. Default: the folder you are in", optional: true }],
  options: {},
  notes: [
    "It packs the folder as npm would publish it, adds it to an empty project, loads it isolated, looks at its manifest, permissions, node types, words and pictures, and runs its examples without network and keys.",
    "The code of a folder is loaded in this process as well, as --pack would. That of a tarball runs isolated only.",
  ],
  examples: [
    { line: "reelwright pack check", does: "the pack you are in" },
    { line: "reelwright pack check ./reelwright-pack-sparkle-1.0.0.tgz", does: "one that somebody sent" },
  ],

  async execute(given, host) {
    const checked = await checkPack(given.optional("PACK") ?? resolve(host.cwd), host);
    host.stdout.write(report(checked, host));
    return checked.objections.some(({ advice }) => !advice) ? exit.failed : exit.done;
  },
};

function report({ candidate, objections, passed, needsTrust: unable }: Checked, host: Host): string {
  const paint = paintFor(host.stdout);
  const { name, version, title = name } = candidate.folder.manifest;
  const line = ({ at, message, advice }: Objection) => `${advice ? paint.dim("!") : paint.red("✗")} ${plain(at)} ${plain(message)}\n`;
  const wrong = objections.filter(({ advice }) => !advice);
  const asked = [
    `${plain(title)} (${name}) ${plain(version)}\n`, powersText(candidate.asks),
    ...(unable ? [`\nIt does not run isolated: ${unable.message}\n`] : []),
    ...(unable || needsTrust(candidate.asks) ? [trustText(name)] : []),
  ].join("");
  return [
    passed.map((one) => `✓ ${one}\n`).join(""), objections.map(line).join(""),
    `\nWhat people will be asked:\n\n${asked.replaceAll(/^(?=.)/gm, "  ")}\n`,
    wrong.length === 0 ? `${name} is ready to be shared.\n` : `${count(wrong.length, "thing")} to mend before ${name} is shared.\n`,
  ].filter((part) => part !== "").join("");
}
