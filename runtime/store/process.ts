import { readFileSync } from "node:fs";

/**
 * Names this process in what it keeps: its id and when it began. Ids alone come back: in a container the same program
 * has the same id at every start.
 */
export const processMark = `${process.pid}.${beganAt(process.pid) ?? Math.round(performance.timeOrigin)}`;

/** Whether the process of that mark is still there. One that may not be signalled is; a stranger with its id is not it. */
export function processLives(mark: string): boolean {
  if (mark === processMark) return true;
  const [pid, began] = mark.split(".");
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const now = beganAt(Number(pid));
  return now === undefined || now === began;
}

/** In ticks of the system's clock since it started, where the system tells (Linux). */
function beganAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses and may hold anything; the 22nd is the start.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
