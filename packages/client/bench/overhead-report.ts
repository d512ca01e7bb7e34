import { statusReply } from "./contract.ts";
import { startLoopback } from "./loopback.ts";
import { toTable } from "./markdown.ts";
import { measure, median } from "./measure.ts";
import { createSubjects } from "./subjects.ts";

const ROUNDS = 150;
const PEER = "openapi-fetch";

export async function reportOverhead(): Promise<string> {
  const body = JSON.stringify(statusReply);
  const stub = async () => new Response(body, { headers: { "Content-Type": "application/json" } });
  const overStub = await measure(createSubjects("https://stub.example", stub), ROUNDS, 100);
  const loopback = await startLoopback(body);
  const overLoopback = await measure(createSubjects(loopback.url, undefined), ROUNDS, 20);
  await loopback.stop();
  return `## What a call costs

One status request after the other, with the documented reply, in one process: over a stub \`fetch\` that answers at once,
and over a kept-alive connection to a server in another thread. Median of ${ROUNDS} rounds in which the libraries take turns;
the ratio is the median of each round's. axios takes its \`fetch\` adapter over the stub and Node's http over loopback.
Only \`client\` checks the reply, limits its size and time, redacts the key and, in \`getTrainingStatus\`, parses the log.
\`client.api.POST\` costs both that and openapi-fetch. Bars for \`getTrainingStatus\`: at most 1.5× of ${PEER}, and less than axios.

${toTable(["", "stub", `against ${PEER}`, "loopback", `against ${PEER}`], toRows(overStub, overLoopback))}`;
}

type Times = Record<string, number[]>;

function toRows(overStub: Times, overLoopback: Times): string[][] {
  return Object.keys(overStub).map((name) => [
    name,
    ...toCells(overStub, name),
    ...toCells(overLoopback, name),
  ]);
}

function toCells(times: Times, name: string): string[] {
  const own = times[name] ?? [];
  const ratios = own.map((us, round) => us / (times[PEER]?.[round] ?? Number.NaN));
  return [`${median(own).toFixed(0)} µs`, `${median(ratios).toFixed(2)}×`];
}
