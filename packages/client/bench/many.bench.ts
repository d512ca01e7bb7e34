import { createClient } from "@dreambooth-sandbox/client";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { toTable } from "./markdown.ts";

const TRAININGS = 10_000;
/** Virtual time runs so many times as fast, so the process has so many times as much to do. */
const SPEED = 60;
const RESOLUTION_MS = 5;
const MINUTE_MS = 60_000;

/** The documented stages of a training, from the minute at which they begin. */
const STAGES: [number, string, string][] = [
  [0, "deploying_gpu", "it will take upto 25 minutes."],
  [5, "training_started", " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes"],
  [35, "training_success", " /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes"],
  [50, "trained_model_uploading", " /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes"],
  [60, "trained_model_uploaded", " /n Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes"],
  [65, "model_ready", " /n Model loaded successfully"],
];

function buildStatus(ageMs: number): object {
  const reached = STAGES.filter(([minute]) => ageMs >= minute * MINUTE_MS);
  const data =
    reached.length > 1
      ? reached
          .slice(1)
          .map(([, , line]) => line)
          .join("")
      : reached[0]?.[2];
  return { status: "success", messege: reached.at(-1)?.[1], data };
}

/** Watches 10,000 trainings, begun within ten minutes, in one process over a stub of the service. */
export async function reportMany(): Promise<string> {
  const realStart = performance.now();
  const now = () => (performance.now() - realStart) * SPEED;
  const begun = new Map<string, number>();
  for (let i = 0; i < TRAININGS; i++)
    begun.set(`training${i}`, (i / TRAININGS) * 10 * MINUTE_MS - 10 * MINUTE_MS);
  let requests = 0;
  const client = createClient({
    apiKey: "bench-key",
    clock: { now, sleep: (ms, signal) => sleep(ms / SPEED, undefined, signal && { signal }) },
    async fetch(url) {
      requests++;
      return Response.json(buildStatus(now() - (begun.get(url.slice(url.lastIndexOf("/") + 1)) ?? 0)));
    },
  });

  const baseline = process.memoryUsage.rss();
  let peak = baseline;
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let finished = 0;
  const options = { maxInFlight: 100, maxPerSecond: 1_000 };
  for await (const item of client.watchTrainings(begun.keys(), options)) {
    if (!("error" in item) && item.phase === "succeeded") finished++;
  }
  delay.disable();
  clearInterval(sampler);

  const p99Ms = delay.percentile(99) / 1e6 - RESOLUTION_MS;
  return `## Many at once

\`watchTrainings\` over ${TRAININGS.toLocaleString("en")} trainings of 65 minutes that began within ten minutes, over a stub \`fetch\`. Time runs
${SPEED} times as fast, so the process does in a second what it would do in a minute.

${toTable(
  ["", "measured", "bar"],
  [
    ["trainings that were seen to end", String(finished), String(TRAININGS)],
    ["requests", String(requests), ""],
    ["memory above the baseline", `${Math.round((peak - baseline) / 2 ** 20)} MiB`, "150 MB"],
    ["event loop delay, 99th percentile", `${p99Ms.toFixed(1)} ms`, "50 ms"],
    [
      "CPU time of a virtual minute",
      `${Math.round((process.cpuUsage().user / 1000 / now()) * MINUTE_MS)} ms`,
      "",
    ],
  ],
)}`;
}

if (import.meta.main) console.log(await reportMany());
