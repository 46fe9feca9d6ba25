import type { Problem } from "../../runtime/problem.ts";
import { placeOf } from "../problems.ts";
import type { Tally } from "../tally.ts";
import { count } from "../text.ts";
import { checkTitle } from "./areas.ts";
import { type Finding, isOpen, type Review, type Where } from "./review.ts";

/** One line of "what to look at". */
export interface Look {
  /** `failed`: could not be made. `block`: made, and must not be delivered so. `skipped`: waits for a failure. `warn`: worth a look. */
  readonly level: "failed" | "block" | "skipped" | "warn";
  /** What kind of thing it is: a problem's code, or a check's name. */
  readonly what: string;
  readonly message: string;
  readonly hint?: string;
  /** Where, in words. */
  readonly where?: string;
  readonly quote?: string;
}

/** What a person should see first: what failed, what must not go out, what was left out because of it, what is doubtful. */
export function looksOf(tally: Tally, reviews: readonly Review[], missing: readonly string[]): Look[] {
  const findings = reviews.flatMap((review) => review.findings.filter(isOpen).map((finding) => lookAtFinding(review, finding)));
  return [
    ...(tally.finished?.problems ?? []).map((problem) => lookAtProblem(problem)),
    ...tally.failures.map(({ node, item, problem }) => lookAtProblem({ node, item, ...problem })),
    ...findings.filter((look) => look.level === "block"),
    ...skips(tally, missing),
    ...fallbacks(tally),
    ...findings.filter((look) => look.level === "warn"),
  ];
}

function lookAtProblem(problem: Problem): Look {
  const where = placeOf(problem);
  return { level: "failed", what: problem.code, message: problem.message, ...(problem.hint === undefined ? {} : { hint: problem.hint }), ...(where === "" ? {} : { where }) };
}

/** Somebody else did the work than was chosen for it: it may look or sound different. */
function fallbacks({ notices }: Tally): Look[] {
  return [...notices.values()].filter(({ code }) => code === "fallback").map(({ role, message, times }) => (
    { level: "warn", what: "Fallback taken", where: role, message: times === 1 ? message : `${message} ${count(times, "time")}.` }));
}

function lookAtFinding(review: Review, finding: Finding): Look {
  const where = whereText({ episode: review.id, ...finding.where });
  const measured = finding.measured === undefined ? "" : ` Measured ${finding.measured}${finding.expected === undefined ? "" : `, expected ${finding.expected}`}.`;
  return {
    level: finding.severity === "block" ? "block" : "warn",
    what: checkTitle(finding.check),
    message: finding.message + measured,
    ...(finding.hint === undefined ? {} : { hint: finding.hint }),
    ...(where === "" ? {} : { where }),
    ...(finding.quote === undefined ? {} : { quote: finding.quote }),
  };
}

function skips(tally: Tally, missing: readonly string[]): Look[] {
  // Those have a line of their own, with what to do.
  const absent = new Set((tally.finished?.problems ?? []).filter(({ code }) => code === "PACK_MISSING").map(({ node }) => node));
  const looks = [...tally.skips.values()].filter(({ because }) => !absent.has(because.node)).map(({ because, count: skipped }): Look => ({
    level: "skipped", what: `${count(skipped, "item")} skipped`, message: `They need ${because.node}${because.item === "" ? "" : ` ${because.item}`}, which failed.`,
  }));
  if (missing.length > 0) looks.push({ level: "skipped", what: count(missing.length, "output"), message: `Not whole, because something they need failed, is not here or was not reached: ${missing.join(", ")}.` });
  return looks;
}

/** `e03/s05/p01, 0:03.2–0:06.0` */
export function whereText(where: Where): string {
  const ids = [where.episode, where.scene, where.shot, where.line].filter((id) => id !== undefined).join("/");
  const [from, to] = [where.fromMs, where.toMs].map((ms) => ms === undefined ? "" : stamp(ms));
  const time = from === "" || to === "" || from === to ? from : `${from}–${to}`;
  const source = where.sourceLine === undefined ? "" : `line ${where.sourceLine} of the source`;
  return [ids, time, source].filter((part) => part !== "").join(", ");
}

/** Position in a video: `1:03.2` */
function stamp(ms: number): string {
  const tenths = Math.round(ms / 100);
  return `${Math.floor(tenths / 600)}:${String(Math.floor(tenths / 10) % 60).padStart(2, "0")}.${tenths % 10}`;
}
