// Holds a store open, as another process would. Reads lines from its input: `put NAME` keeps a result and a blob of
// that name, `compact` compacts; answers each with a line. Argument: the store's folder.
import { createInterface } from "node:readline";
import { DiskStore } from "../../../runtime/store/disk-store.ts";
import { keyOf } from "../keys.ts";

const store = new DiskStore(process.argv[2]!);
await store.blobs.folder();
console.log("open");
for await (const line of createInterface({ input: process.stdin })) {
  const [command, name = ""] = line.split(" ");
  store.refresh();
  if (command === "put") {
    const { artifact } = await store.blobs.write("text/plain", name);
    store.results.put(keyOf(name), { outputs: { name }, artifacts: [artifact] });
    store.commit();
  } else if (command === "compact") {
    store.compact();
  }
  console.log("done");
}
