import type { RunEvent, ServiceCalled } from "../runtime/events.ts";

/** Upper bounds in seconds: from a local answer to the making of a video. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

interface Histogram {
  readonly counts: number[];
  sum: number;
  total: number;
}

type Labels = Readonly<Record<string, string>>;

/** Counts what happens in runs, for Prometheus. Reads nothing but events. */
export class Metrics {
  private readonly runs = new Map<string, number>();
  private readonly items = new Map<string, number>();
  private readonly cost = new Map<string, number>();
  private readonly market = new Map<string, number>();
  private readonly exposed = new Map<string, number>();
  private readonly units = new Map<string, number>();
  private readonly retries = new Map<string, number>();
  private readonly notices = new Map<string, number>();
  private readonly latency = new Map<string, Histogram>();

  observe(event: RunEvent): void {
    switch (event.type) {
      case "item.finished": return add(this.items, { outcome: "executed" }, 1);
      case "item.cached": return add(this.items, { outcome: "cached" }, 1);
      case "item.failed": return add(this.items, { outcome: "failed" }, 1);
      case "item.skipped": return add(this.items, { outcome: "skipped" }, 1);
      case "run.finished": return add(this.runs, { outcome: event.outcome }, 1);
      case "service.notice": return add(this.notices, { role: event.role, provider: event.provider, model: event.model, code: event.code }, 1);
      case "service.called": return this.called(event);
    }
  }

  private called({ role, provider, model, units, costMicros, marketMicros, exposedMicros = 0, retries, ms }: ServiceCalled): void {
    add(this.cost, { role }, costMicros);
    add(this.market, { role }, marketMicros);
    if (exposedMicros > 0) add(this.exposed, { role }, exposedMicros);
    if (retries > 0) add(this.retries, { role, provider, model }, retries);
    for (const [unit, amount] of Object.entries(units)) add(this.units, { role, provider, model, unit }, amount);
    this.time({ role, model }, ms / 1000);
  }

  private time(labels: Labels, seconds: number): void {
    const key = labelText(labels);
    let histogram = this.latency.get(key);
    if (!histogram) this.latency.set(key, (histogram = { counts: buckets.map(() => 0), sum: 0, total: 0 }));
    for (const [index, bound] of buckets.entries()) if (seconds <= bound) histogram.counts[index]!++;
    histogram.sum += seconds;
    histogram.total++;
  }

  /** In the text format of Prometheus, version 0.0.4. @param gauges what is so at the moment, by name */
  text(gauges: Readonly<Record<string, { readonly help: string; readonly value: number }>>): string {
    return [
      family("reelwright_runs_total", "counter", "Runs that ended, by outcome.", counters("reelwright_runs_total", this.runs)),
      family("reelwright_items_total", "counter", "Items of runs, by outcome.", counters("reelwright_items_total", this.items)),
      family("reelwright_service_cost_micros_total", "counter", "Cost of service calls in millionths of the account's currency, by role.", counters("reelwright_service_cost_micros_total", this.cost)),
      family("reelwright_service_market_micros_total", "counter", "What the same calls cost at market rates, in millionths, by role.", counters("reelwright_service_market_micros_total", this.market)),
      family("reelwright_service_exposed_micros_total", "counter", "What may have been billed beyond the cost, in millionths: answers that never came whole.", counters("reelwright_service_exposed_micros_total", this.exposed)),
      family("reelwright_service_units_total", "counter", "Tokens, characters, seconds and pictures, by role, provider, model and unit.", counters("reelwright_service_units_total", this.units)),
      family("reelwright_service_retries_total", "counter", "Attempts beyond the first.", counters("reelwright_service_retries_total", this.retries)),
      family("reelwright_service_notices_total", "counter", "Fallbacks, waits and weaker forms of what was asked, by code.", counters("reelwright_service_notices_total", this.notices)),
      family("reelwright_service_call_seconds", "histogram", "How long service calls took, by role and model.", [...this.latency].flatMap(([labels, histogram]) => lines(labels, histogram))),
      ...Object.entries(gauges).map(([name, { help, value }]) => family(name, "gauge", help, [`${name} ${value}`])),
    ].join("");
  }
}

function add(counter: Map<string, number>, labels: Labels, value: number): void {
  const key = labelText(labels);
  counter.set(key, (counter.get(key) ?? 0) + value);
}

function labelText(labels: Labels): string {
  const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  return Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`).join(",");
}

function family(name: string, type: string, help: string, samples: readonly string[]): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.map((sample) => `${sample}\n`).join("")}`;
}

function counters(name: string, counter: ReadonlyMap<string, number>): string[] {
  return [...counter].map(([labels, value]) => `${name}{${labels}} ${value}`);
}

function lines(labels: string, { counts, sum, total }: Histogram): string[] {
  const name = "reelwright_service_call_seconds";
  return [
    ...counts.map((count, index) => `${name}_bucket{${labels},le="${buckets[index]}"} ${count}`),
    `${name}_bucket{${labels},le="+Inf"} ${total}`,
    `${name}_sum{${labels}} ${sum}`,
    `${name}_count{${labels}} ${total}`,
  ];
}
