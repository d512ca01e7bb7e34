import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { toTable } from "../markdown.ts";
import { PACED_SPEED } from "./watch.ts";
import type { Cost } from "./watch.ts";

const run = promisify(execFile);
const program = fileURLToPath(new URL("watch.ts", import.meta.url));
const flags = ["--expose-gc", "--conditions=@dreambooth-sandbox/source"];

/** The bars, in MiB and ms. */
const MOST_MEMORY: Readonly<Record<number, number>> = { 10_000: 150, 100_000: 600 };
const LONGEST_DELAY_MS = 50;
const MOST_GROWTH = 2;
/** How often the short run is measured; the least CPU time counts, because a busy machine only adds to it. */
const ROUNDS = 3;

/** Measures in a process of its own, so that no other run's garbage counts. */
async function measure(trainings: number, pace: "paced" | "rushed"): Promise<Cost> {
  const { stdout } = await run(process.execPath, [...flags, program, String(trainings), pace]);
  return JSON.parse(stdout) as Cost;
}

/** Watches very many trainings, each number in processes of its own, over a stub of the service. */
export async function reportMany(): Promise<string> {
  const paced = await measure(10_000, "paced");
  const few = await measureRounds(1_000);
  const many = await measure(100_000, "rushed");
  return `## Many at once

\`watchTrainings\` over trainings of 65 minutes that began within ten minutes, over a stub \`fetch\`, each number in a process of
its own. Paced, time runs ${PACED_SPEED} times as fast, so the process does in a second what it would do in ${PACED_SPEED} seconds. Rushed, the clock jumps
from one poll to the next, and every training is polled each five minutes, so a run takes as long as its work. Memory is the highest
resident set above the one before the watch. "Work" is the CPU time of the thread between two turns of the event loop: unlike the
delay, other processes of the machine do not add to it. The CPU time of a poll includes the stub, and all that is between two polls;
of ${ROUNDS} runs with 1,000 trainings, the lowest counts.

${toTable(
  ["", "ended", "polls", "memory", "event loop delay, p99", "work, p99", "CPU time of a poll"],
  [
    toRow(10_000, "paced", paced, LONGEST_DELAY_MS),
    toRow(1_000, "rushed", few),
    toRow(100_000, "rushed", many),
  ],
)}
With a hundred times as many trainings, a poll costs ${(many.pollUs / few.pollUs).toFixed(2)} times as much (bar: ${MOST_GROWTH}).
`;
}

async function measureRounds(trainings: number): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS; round++) costs.push(await measure(trainings, "rushed"));
  const [cheapest] = costs.toSorted((a, b) => a.pollUs - b.pollUs);
  if (!cheapest) throw new Error("Nothing was measured.");
  return { ...cheapest, memoryMiB: Math.max(...costs.map(({ memoryMiB }) => memoryMiB)) };
}

function toRow(trainings: number, pace: string, cost: Cost, mostDelayMs?: number): string[] {
  const { ended, requests, memoryMiB, delayMs, workMs, pollUs } = cost;
  const mostMiB = MOST_MEMORY[trainings];
  return [
    `${trainings.toLocaleString("en")}, ${pace}`,
    ended.toLocaleString("en"),
    requests.toLocaleString("en"),
    `${memoryMiB.toFixed(0)} MiB${mostMiB === undefined ? "" : ` (bar: ${mostMiB})`}`,
    mostDelayMs === undefined ? "" : `${delayMs.toFixed(1)} ms (bar: ${mostDelayMs})`,
    mostDelayMs === undefined ? "" : `${workMs.toFixed(1)} ms`,
    `${pollUs.toFixed(0)} µs`,
  ];
}
