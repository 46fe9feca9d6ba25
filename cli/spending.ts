import type { ServiceCalled } from "../runtime/events.ts";

/** What some calls came to. Amounts in millionths of the run's currency. */
export interface Spent {
  calls: number;
  costMicros: number;
  marketMicros: number;
  /** May have been billed beyond the cost: answers that never came whole. */
  exposedMicros: number;
}

/** The same money, seen from four sides. */
export interface Spending {
  readonly roles: Map<string, Spent>;
  readonly episodes: Map<string, Spent>;
  readonly scenes: Map<string, Spent>;
  readonly nodes: Map<string, Spent>;
}

export function newSpending(): Spending {
  return { roles: new Map(), episodes: new Map(), scenes: new Map(), nodes: new Map() };
}

/** Item keys carry the story's ids: `e03/s12/p02` is the second shot of the twelfth scene of the third episode. */
export function spend(spending: Spending, call: ServiceCalled): void {
  add(spending.roles, call.role, call);
  add(spending.nodes, call.node, call);
  const keys = call.item.split("/");
  const episode = keys.findIndex((key) => /^e\d+$/.test(key));
  const scene = keys.findIndex((key) => /^s\d+$/.test(key));
  if (episode >= 0) add(spending.episodes, keys[episode]!, call);
  if (scene >= 0) add(spending.scenes, episode >= 0 && episode < scene ? `${keys[episode]}/${keys[scene]}` : keys[scene]!, call);
}

function add(spent: Map<string, Spent>, name: string, { costMicros, marketMicros, exposedMicros = 0 }: ServiceCalled): void {
  let one = spent.get(name);
  if (!one) spent.set(name, (one = { calls: 0, costMicros: 0, marketMicros: 0, exposedMicros: 0 }));
  one.calls++;
  one.costMicros += costMicros;
  one.marketMicros += marketMicros;
  one.exposedMicros += exposedMicros;
}
