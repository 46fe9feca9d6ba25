import type { LedgerTotals, OwedCall } from "../../runtime/index.ts";
import { fail } from "../../runtime/problem.ts";
import { numberOption } from "../arguments.ts";
import type { Command, Given } from "../command.ts";
import { exit } from "../exit.ts";
import { openProject, projectOptions } from "../project.ts";
import { columnsOf } from "../table.ts";
import { count, money, plain } from "../text.ts";

const { home } = projectOptions;

export const ledgerList: Command = {
  name: "ledger list",
  summary: "Say what was paid, and which paid calls are in doubt",
  arguments: [],
  options: { json: { summary: "Print one JSON object" }, home },
  notes: ["A call is in doubt when its request was sent and its answer never came whole. Open ones are looked up by the next run before anything is asked for again; uncertain ones only the provider's own bill can tell."],
  examples: [{ line: "reelwright ledger list", does: "sums over all runs, then every call in doubt" }],

  async execute(given, host) {
    const { runtime } = await openProject(given, host, host.cwd);
    try {
      const [spent, owed] = [runtime.spent(), runtime.owed()];
      host.stdout.write(given.flag("json") ? `${JSON.stringify({ ...spent, calls: owed })}\n` : listText(spent, owed));
      return exit.done;
    } finally {
      await runtime.close();
    }
  },
};

export const ledgerResolve: Command = {
  name: "ledger resolve",
  summary: "Write down what became of a paid call in doubt",
  arguments: [{ name: "ID", summary: "the call's id or request, or its beginning" }],
  options: {
    lost: { summary: "It was never made, or will not be billed" },
    remote: { value: "NAME", summary: "The provider has it under this name: the next run fetches it" },
    cost: { value: "N", summary: "It was billed at so much, in units of the account's currency" },
    home,
  },
  examples: [
    { line: "reelwright ledger resolve mws1 --lost", does: "the next run may ask for it again" },
    { line: "reelwright ledger resolve mws1 --remote video_123", does: "the next run fetches that one" },
  ],

  async execute(given, host) {
    const found = findingOf(given);
    const { runtime } = await openProject(given, host, host.cwd);
    try {
      const { id, role, provider, model, node, item } = await runtime.resolveOwed(given.argument("ID"), found);
      host.stdout.write(`Written down: ${id}, ${plain(`${role} by ${provider}/${model} for ${node}${item === "" ? "" : ` ${item}`}`)}.\n`);
      return exit.done;
    } finally {
      await runtime.close();
    }
  },
};

function findingOf(given: Given): Parameters<Awaited<ReturnType<typeof openProject>>["runtime"]["resolveOwed"]>[1] {
  const remote = given.value("remote");
  const cost = numberOption(given, "cost", 0);
  const found = [...(given.flag("lost") ? [{ lost: true } as const] : []), ...(remote === undefined ? [] : [{ remote }]), ...(cost === undefined ? [] : [{ costMicros: Math.round(cost * 1_000_000) }])];
  if (found.length !== 1) fail({ code: "OPTION_VALUE_MISSING", message: "Say what became of it: one of --lost, --remote NAME and --cost N.", hint: "The provider's own pages, or its bill, tell which." });
  return found[0]!;
}

function listText({ costMicros, marketMicros, exposedMicros, settled }: LedgerTotals, owed: readonly OwedCall[]): string {
  const sums = Object.entries(costMicros).map(([currency, micros]) => {
    const market = marketMicros[currency] ?? 0;
    return `Paid ${money(micros, currency)}${market > micros ? `, at market rates ${money(market, currency)}` : ""}.`;
  });
  const doubt = Object.entries(exposedMicros).map(([currency, micros]) => `In doubt: at most ${money(micros, currency)}.`);
  const rows = owed.map(({ id, state, at, role, provider, model, node, item, maxMicros, currency, remote }) => [
    id, state, new Date(at).toISOString().slice(0, 19).replace("T", " "), plain(role), plain(`${provider}/${model}`), plain(item === "" ? node : `${node} ${item}`), `≤ ${money(maxMicros, currency)}`, plain(remote ?? ""),
  ]);
  return [
    sums.length === 0 ? "Nothing was paid yet." : `${sums.join(" ")} ${count(settled, "call")} settled.`,
    ...doubt,
    ...(rows.length === 0 ? [] : ["", columnsOf([["id", "state", "asked for (UTC)", "role", "by", "for", "at most", "their name"], ...rows])]),
    "",
  ].join("\n");
}
