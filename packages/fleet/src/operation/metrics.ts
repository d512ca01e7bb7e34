import type { FleetReport } from "./fleet-report.ts";

/** One value of a metric, and its labels. */
type Sample = [value: number, labels?: Record<string, string>];

/** Returns a status in Prometheus' text format. */
export function renderMetrics(status: FleetReport): string {
  const perPhase = Object.entries(status.trainings).map(([phase, count]): Sample => [count, { phase }]);
  const perAccount = Object.entries(status.requestsPerSecond).map(([account, rate]): Sample => [
    rate,
    { account },
  ]);
  return [
    renderGauge("trainings", "Trainings in each phase.", perPhase),
    renderGauge("overdue_polls", "Polls that are overdue.", [[status.overdue]]),
    renderGauge("lateness_seconds", "How overdue the most overdue poll is.", [[status.latenessMs / 1000]]),
    renderGauge("requests_per_second", "Requests per second of each account, over ten seconds.", perAccount),
    renderGauge("pending_events", "Events that no handler has handled yet.", [[status.pendingEvents]]),
    renderGauge("parked", "What waits for a person.", [
      [status.parkedIntents, { kind: "intent" }],
      [status.parkedEvents, { kind: "event" }],
    ]),
  ].join("");
}

function renderGauge(name: string, help: string, samples: readonly Sample[]): string {
  const full = `dreambooth_fleet_${name}`;
  const lines = samples.map(([value, labels = {}]) => `${full}${renderLabels(labels)} ${value}\n`);
  return `# HELP ${full} ${help}\n# TYPE ${full} gauge\n${lines.join("")}`;
}

/** Neither phases nor the names of accounts have characters that need escaping. */
function renderLabels(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
