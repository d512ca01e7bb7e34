import { otherCases, targetCases } from "./cases.ts";
import type { Case, Target } from "./cases.ts";
import { compare, findOptima, ratio } from "./compare.ts";
import type { Comparison, Optima } from "./compare.ts";
import { toTable } from "../markdown.ts";
import { atInterval, bySchedules } from "./open-loop-pollers.ts";
import { recordCoreLro, recordSmithy } from "./peers.ts";
import { simulate } from "./simulate.ts";
import type { Lateness, Outcome } from "./simulate.ts";

const TRAININGS = 5_000;
/** Not among the seeds that the rule was tuned on. */
const SEED = 20_261_122;
/** The waiter's first delays are random. */
const SMITHY_RUNS = 50;

/** What the peers do between two polls, in milliseconds. */
interface Peers {
  smithy: number[][];
  coreLro: number[][];
}

export async function reportPolling(): Promise<string> {
  const peers: Peers = { smithy: [], coreLro: [await recordCoreLro()] };
  for (let run = 0; run < SMITHY_RUNS; run++) peers.smithy.push(await recordSmithy());
  const compared = [...targetCases, ...otherCases].map((one) => {
    const comparison = compare(one, TRAININGS, SEED);
    return { one, comparison, optima: findOptima(one, comparison) };
  });
  return `## When to poll: \`nextPollDelayMs\`

A simulation of ${TRAININGS.toLocaleString("en")} trainings per case (\`bench/polling\`, seed ${SEED}; the rule was tuned on others).
\`followStep\` follows each training with the defaults, by the responses that a service sends in its stages. A training has the
documented stages: the create announces 25 minutes, the step log 30, 15, 10, and 5. Each stage takes log-normally
about as long as announced, with σ = 0.2 unless another is named. **Lateness** is the time from a change, such as the model being ready,
to the request that sees it. Following begins with the training; the request that begins it counts.

### All cases

"Target" and "every minute" are requests / mean lateness at ready. A fixed minute is in no case both cheaper and earlier. The client
spends its requests where the model becomes ready: changes of earlier stages are seen later, but within ten minutes.

"Best" is the bound on the mean lateness at ready, for as many requests. For a known distribution, and intervals that are
short compared to it, no rule has a smaller product of requests and mean lateness than ½(∫√(f·S))², where f is the density of the end and S is the probability that it is
still to come. Intervals proportional to 1/√hazard reach it, because polls are worth most where the end is most likely to come next. "Best"
knows the distribution of the last stage, and is told when that stage begins. The client has to find out both by polling.

${toTable(
  [
    "",
    "requests",
    "ready, mean",
    "ready, p95",
    "changes, mean",
    "changes, p95",
    "target",
    "every minute",
    "best",
  ],
  compared.map(({ one, comparison, optima }) => toSummary(one, comparison, optima)),
)}
In the case "from the training straight to the ready model", the responses do not differ from those of a training that will
go through the other stages. Polls as dense as in the last stage would be wasted in all other cases.

### Each case

The packages are those of the AWS and Azure SDKs, run with their defaults on a virtual clock. The service sends no
\`Retry-After\` that they could follow. The fixed intervals and the packages' later intervals have no jitter. The optima
spend as many requests as the client, at intervals proportional to 1/√hazard: one knows the distribution of the whole training's duration and sees no
stages, the other is told when the last stage begins, and knows the distribution of its duration.

${compared
  .slice(0, targetCases.length)
  .map(({ one, comparison, optima }) => reportCase(one, comparison, optima, peers))
  .join("\n")}`;
}

function toSummary(one: Case & { target?: Target }, comparison: Comparison, optima?: Optima): string[] {
  const { ours, everyMinute } = comparison;
  const { target } = one;
  return [
    one.name,
    ...toCells(ours),
    target ? `${target.requests} / ${target.meanS} s` : "",
    `${everyMinute.requests.toFixed(1)} / ${seconds(everyMinute.ready.meanMs)}`,
    optima ? seconds(optima.boundMs) : "",
  ];
}

function reportCase(
  { name }: Case,
  { trainings, ours, everyMinute, sameMean, sameP95 }: Comparison,
  optima: Optima | undefined,
  { smithy, coreLro }: Peers,
): string {
  const row = (label: string, outcome: Outcome) => [
    label,
    ...toCells(outcome),
    `${ratio(outcome, ours).toFixed(1)}×`,
  ];
  const optimal = (label: string, { requests, ready }: Outcome) => [
    label,
    requests.toFixed(1),
    ...toLateness(ready),
    "",
    "",
    "",
  ];
  const rows = [
    row("**`nextPollDelayMs`**", ours),
    row("every minute", everyMinute),
    row(`every ${seconds(2 * ours.ready.meanMs)}: same mean`, sameMean),
    row(`every ${seconds(ours.ready.p95Ms / 0.95)}: same p95`, sameP95),
    row("every 5 s", simulate(trainings, atInterval(5_000))),
    row("`@smithy/util-waiter`", simulate(trainings, bySchedules(smithy))),
    row("`@azure/core-lro`", simulate(trainings, bySchedules(coreLro))),
    ...(optima
      ? [
          optimal("optimum, knowing how long trainings take", optima.whole),
          optimal("optimum, knowing when the last stage begins", optima.lastStage),
        ]
      : []),
  ];
  const head = [
    "",
    "requests",
    "ready, mean",
    "ready, p95",
    "changes, mean",
    "changes, p95",
    "requests against ours",
  ];
  return `#### ${name[0]?.toUpperCase()}${name.slice(1)}\n\n${toTable(head, rows)}`;
}

function toCells({ requests, ready, changes }: Outcome): string[] {
  return [requests.toFixed(1), ...toLateness(ready), ...toLateness(changes)];
}

function toLateness({ meanMs, p95Ms }: Lateness): string[] {
  return [seconds(meanMs), seconds(p95Ms)];
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
