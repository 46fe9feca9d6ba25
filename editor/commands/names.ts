import { freeName as freeMember, isGraphName } from "../model/nodes.ts";

/** Why a text cannot be the name of a new graph. */
export type NameFault = "empty" | "letters" | "taken";

export function nameFault(name: string, taken: Iterable<string>): NameFault | undefined {
  if (name === "") return "empty";
  if (!isGraphName(name)) return "letters";
  return new Set(taken).has(name) ? "taken" : undefined;
}

/** The name itself when it is free, else with the first number that is: `bowl-of-dumplings-2`. A copy of a copy counts on. */
export function freeName(name: string, taken: Iterable<string>): string {
  return freeMember(name, Object.fromEntries([...taken].map((one) => [one, true])));
}

/** A name out of a title or a file's name; `graph` when nothing of it can stay. */
export function nameFrom(title: string): string {
  const kept = title.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[^a-z0-9._]+/g, "-").replaceAll(/^[-._]+|[-._]+$/g, "");
  return kept === "" ? "graph" : kept.slice(0, 60);
}
