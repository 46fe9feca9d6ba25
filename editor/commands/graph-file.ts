import type { GraphDocument } from "../../runtime/graph/document.ts";

/** A graph out of the text of a file. What the graph holds is checked by the server when it is saved. */
export function parseGraphFile(text: string): GraphDocument | "not-json" | "not-graph" {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "not-json";
  }
  const { format, nodes } = (value ?? {}) as Partial<GraphDocument>;
  const isGraph = typeof format === "string" && format.startsWith("reelwright/graph@") && typeof nodes === "object" && nodes !== null && !Array.isArray(nodes);
  return isGraph ? value as GraphDocument : "not-graph";
}

export function downloadGraph(document_: GraphDocument): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(document_, null, 2)}\n`], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${document_.name}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** @returns undefined when the user thought better of it */
export function pickFile(accept: string): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.addEventListener("change", () => resolve(input.files?.[0]));
    input.addEventListener("cancel", () => resolve(undefined));
    input.click();
  });
}
