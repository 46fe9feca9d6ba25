import { availableParallelism } from "node:os";
import { defineProvider } from "../contract/service.ts";
import { processor } from "../contract/services.ts";

/** This machine's cores, handed out one to an item. */
export const processorProvider = defineProvider({
  service: processor,
  name: "this machine",
  // The same work on another machine's cores has the same outcome.
  fingerprint: "processor",
  concurrency: availableParallelism(),
  open: async () => ({ bind: () => undefined }),
});
