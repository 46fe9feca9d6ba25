import type { Workspace } from "../state/workspace.ts";

/** What the server tells goes where it is kept. */
export function hear(workspace: Workspace): void {
  const { server, runs } = workspace;
  server.listen({
    event: (event) => runs.take(event),
    queue: (answer) => runs.takeList(answer),
    resync: () => void runs.resync().catch((error: unknown) => workspace.notices.failed(error)),
    online: (online) => {
      if (workspace.online === online) return;
      workspace.show({ online });
      if (online) workspace.readPacks().then(() => workspace.notices.settle("packs"), (error: unknown) => workspace.notices.failed(error, "packs"));
    },
  });
}
