import type { Runtime } from "../runtime/index.ts";
import type { EditorFiles } from "./editor-files.ts";
import type { EventFeed } from "./feed.ts";
import type { GraphFolder } from "./graphs.ts";
import type { AllowedHosts } from "./hosts.ts";
import type { Metrics } from "./metrics.ts";
import type { RunQueue } from "./queue.ts";

/** What the routes work with; one server has one. */
export interface ServerParts {
  readonly runtime: Runtime;
  /** The project folder. */
  readonly home: string;
  readonly graphs: GraphFolder;
  readonly queue: RunQueue;
  readonly feed: EventFeed;
  readonly metrics: Metrics;
  readonly editor: EditorFiles;
  readonly hosts: AllowedHosts;
  readonly token: string;
  readonly version: string;
  /** The most bytes that an upload may have. */
  readonly largestUpload: number;
}
