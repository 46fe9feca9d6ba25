// A scriptable service in a process of its own. Arguments: the file of its log, its rules as JSON. Prints its address and its
// key, a line each; answers each line of its input: `rule JSON` adds a rule, `expire` lets the key expire, `bill` prints the bill.
import { createInterface } from "node:readline";
import { production } from "../service/setup.ts";
import { startService } from "../service/service.ts";

const [log, rules = "[]"] = process.argv.slice(2) as [string, string | undefined];
const service = await startService({ models: production, rules: JSON.parse(rules), log });
console.log(service.baseUrl);
console.log(service.keys.current);
for await (const line of createInterface({ input: process.stdin })) {
  const [command = "", ...words] = line.split(" ");
  if (command === "rule") service.script.add(JSON.parse(words.join(" ")));
  if (command === "expire") service.keys.expire();
  console.log(command === "bill" ? String(service.witness.billMicros) : "done");
}
await service.close();
