import { nextPollDelayMs } from "../src/follow/next-poll-delay.ts";
import { mainCases, otherCases } from "./cases.ts";
import type { BarredCase } from "./cases.ts";
import { compare, ratio } from "./compare.ts";
import { toTable } from "./markdown.ts";
import { byRule, simulate } from "./simulate-polling.ts";
import type { Outcome } from "./simulate-polling.ts";

const TRAININGS = 20_000;
/** Not among the seeds that the rule was tuned on. */
const SEED = 20_261_122;
const PEERS_MS = [500, 2_000, 5_000];

export function reportPolling(): string {
  return `## When to poll: \`nextPollDelayMs\`

A simulation of ${TRAININGS.toLocaleString("en")} trainings per case (\`bench/simulate-polling.ts\`, seed ${SEED}; the rule was tuned on others). A
training has the documented stages: the create announces 25 minutes, the step log 30, 15, 10 and 5, and each stage takes
log-normally about what was announced for it. **Latency** is the time from the model being ready to the request that sees
it. Following begins with the training; the request that begins it counts. The defaults: floor 5 s, cap 6 minutes.
The fixed intervals have no jitter, so their mean latency is half of the interval.

${mainCases.map(reportCase).join("\n")}
### Other readings and uses

The documents do not say what an estimate counts to. The rule takes it for the length of the present stage; the last
stage, whose end matters most, is the same in either reading. "Stage latency" is the mean over all changes of a stage,
the ready model among them. Counted so, the rule is about as good as a fixed interval, and worse in some cases: it
spends its requests where the model becomes ready. Between stages, no news is older than the cap.

${reportOthers()}`;
}

function reportCase(one: BarredCase): string {
  const { at, ours, sameMeanMs, sameP95Ms, sameMean, sameP95 } = compare(one, TRAININGS, SEED);
  const row = (name: string, outcome: Outcome, bar?: number) => [
    name,
    outcome.requests.toFixed(1),
    seconds(outcome.meanMs),
    seconds(outcome.p95Ms),
    `${ratio(outcome, ours).toFixed(1)}×${bar ? ` (bar: ${bar}×)` : ""}`,
  ];
  const rows = [
    row("**`nextPollDelayMs`**", ours),
    row(`every ${seconds(sameMeanMs)}: same mean`, sameMean, one.sameMean),
    row(`every ${seconds(sameP95Ms)}: same 95th percentile`, sameP95, one.sameP95),
    row(
      "half of the time left, or overdue",
      simulate(one, TRAININGS, SEED, byRule(one.etasMs, SEED, halfOfTheTime)),
    ),
    ...PEERS_MS.map((intervalMs) => row(`every ${seconds(intervalMs)}: a peer's default`, at(intervalMs))),
  ];
  return `### ${one.name}\n\n${toTable(["", "requests", "mean latency", "95th percentile", "requests against ours"], rows)}`;
}

/** The obvious rule, for comparison. */
function halfOfTheTime({
  now,
  etaMs = 0,
  seenAt = now,
  unseenAt = seenAt,
}: Parameters<typeof nextPollDelayMs>[0]): number {
  return Math.max(5_000, Math.abs((seenAt + unseenAt) / 2 + etaMs - now) / 2);
}

function reportOthers(): string {
  const rows = [...mainCases, ...otherCases].map((one) => {
    const { at, ours, sameMean, sameP95 } = compare(one, TRAININGS, SEED);
    return [
      one.name,
      ours.requests.toFixed(1),
      seconds(ours.meanMs),
      seconds(ours.p95Ms),
      `${ratio(sameMean, ours).toFixed(1)}×`,
      `${ratio(sameP95, ours).toFixed(1)}×`,
      seconds(ours.stageMeanMs),
      `${ratio(at(2 * ours.stageMeanMs), ours).toFixed(1)}×`,
    ];
  });
  const head = [
    "",
    "requests",
    "mean latency",
    "95th percentile",
    "saved, same mean",
    "saved, same 95th percentile",
    "stage latency",
    "saved, same stage latency",
  ];
  return toTable(head, rows);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
