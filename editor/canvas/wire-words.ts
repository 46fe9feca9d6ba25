import type { Repair } from "../model/fit.ts";
import type { FitNote } from "../model/fit.ts";
import { parsePortRef } from "../../runtime/ids.ts";
import { axesOf, runOf } from "./run-look.ts";
import type { Stage } from "./stage.ts";
import { words } from "./words.ts";

/** What follows from an edge that fits, in words; with the numbers of the last run where they are known. */
export function noteText({ frame, wraps, converts, replaces }: FitNote, from: string | undefined, { workspace, session }: Stage): string {
  const { packs, run } = workspace;
  const source = from === undefined ? undefined : run && runOf(run, from, session.document.nodes[from]?.type ?? "");
  const axes = source && frame > 0 ? axesOf([...source.items.keys()].filter((key) => key.split("/").length === frame && key !== "")) : undefined;
  const parts = [
    frame === 0 ? words().once : axes ? `${words().perItem(frame)}: ${axes}` : words().perItem(frame),
    wraps > 0 ? words().wrapped : undefined,
    converts && words().converted(packs.typeWords(converts.from), packs.typeWords(converts.to)),
    replaces && words().replaces,
  ];
  return parts.filter((part) => part !== undefined).join(" · ");
}

/** What a repair would do. */
export function repairText(repair: Repair, { workspace: { packs }, session }: Stage): string {
  switch (repair.kind) {
    case "insert": return words().insert(packs.nodeWords(repair.type).title);
    case "port": {
      const ref = parsePortRef(repair.to);
      const type = ref && session.document.nodes[ref.node]?.type;
      return words().connectTo(ref && type ? packs.inputWords(type, ref.port).title : repair.to);
    }
    case "replace": return words().replaceEdge;
  }
}
