import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { configName } from "../../runtime/config/read.ts";
import { nearest } from "../../runtime/ids.ts";
import { fail } from "../../runtime/problem.ts";
import type { Command } from "../command.ts";
import { examples } from "../config-example.ts";
import { exit } from "../exit.ts";
import { homeFrom } from "../home.ts";
import { projectOptions, shownPath } from "../project.ts";

const names = Object.keys(examples);

export const configInit: Command = {
  name: "config init",
  summary: "Write an example configuration, every field explained",
  arguments: [],
  options: {
    preset: { value: "NAME", summary: `What it is made for: ${names.join(", ")}. Default: offline` },
    force: { summary: "Overwrite a configuration that is there" },
    home: projectOptions.home,
  },
  notes: names.map((name) => `${name}: ${examples[name]!.summary}`),
  examples: [
    { line: "reelwright config init --preset openai", does: "writes reelwright.config.json; the key is read from OPENAI_API_KEY" },
    { line: "reelwright config init --preset gateway --home my-show", does: "for a service with an address of its own" },
  ],

  async execute(given, host) {
    const name = given.value("preset") ?? "offline";
    const chosen = Object.hasOwn(examples, name) ? examples[name]! : unknownPreset(name);
    const path = join(homeFrom(given.value("home"), host.cwd, host.cwd), configName);
    try {
      await writeFile(path, chosen.text, { flag: given.flag("force") ? "w" : "wx" });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") fail({ code: "OUTPUT_UNWRITABLE", message: `There is no folder "${shownPath(dirname(path), host)}".`, hint: "Make it first, or choose another one with --home." }, error);
      if (code !== "EEXIST") throw error;
      fail({ code: "CONFIG_EXISTS", file: shownPath(path, host), message: "There is a configuration already.", hint: "--force overwrites it." }, error);
    }
    host.stdout.write(`Wrote ${shownPath(path, host)}: ${chosen.summary}.\n"reelwright config check" tries it out.\n`);
    return exit.done;
  },
};

function unknownPreset(name: string): never {
  const near = nearest(name, names);
  fail({ code: "OPTION_VALUE_INVALID", message: `--preset cannot be "${name}".`, hint: near === undefined ? `Give one of ${names.join(", ")}.` : `Did you mean "${near}"? There are ${names.join(", ")}.` });
}
