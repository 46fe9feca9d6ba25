import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Config } from "./config.ts";
import { mismatch } from "../graph/schema.ts";
import { fail } from "../problem.ts";

export const configName = "reelwright.config.json";

/** The project's configuration; an absent file is an empty one. @throws ProblemError CONFIG_INVALID */
export async function readConfig(home: string): Promise<Config> {
  const file = join(home, configName);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    fail({ code: "CONFIG_INVALID", file, message: `The configuration cannot be read (${(error as NodeJS.ErrnoException).code}).`, hint: "Check the file's permissions." }, error);
  }
  try {
    return checkConfig(JSON.parse(text), file);
  } catch (error) {
    if (error instanceof SyntaxError) fail({ code: "CONFIG_INVALID", file, message: `The configuration is not JSON: ${error.message}.`, hint: "Mend the JSON." }, error);
    throw error;
  }
}

export function checkConfig(value: unknown, file?: string): Config {
  const wrong = mismatch(Config, value);
  if (wrong) fail({ code: "CONFIG_INVALID", ...(file === undefined ? {} : { file }), message: `The configuration ${wrong}.`, hint: "It may hold packs (a list of folders) and concurrency (a number)." });
  return value as Config;
}
