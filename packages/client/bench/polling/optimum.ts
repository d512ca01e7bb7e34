import { followByDelays } from "./simulate.ts";
import type { Follow } from "./simulate.ts";

/** A log-normal distribution of a duration. */
export interface Duration {
  medianMs: number;
  sigma: number;
}

/** The parts that a distribution is integrated in, in standard deviations. */
const STEP = 0.002;
const REACH = 6;

/** The distribution of the sum of durations, in Fenton and Wilkinson's approximation: log-normal as well. */
export function sum(durations: readonly Duration[]): Duration {
  let mean = 0;
  let variance = 0;
  for (const { medianMs, sigma } of durations) {
    const partMean = medianMs * Math.exp(sigma ** 2 / 2);
    mean += partMean;
    variance += partMean ** 2 * (Math.exp(sigma ** 2) - 1);
  }
  const sigma = Math.sqrt(Math.log(1 + variance / mean ** 2));
  return { medianMs: mean * Math.exp(-(sigma ** 2) / 2), sigma };
}

/**
 * The smallest product of requests and mean lateness for a known distribution: ½(∫√(f·S))², in milliseconds. `f` is the
 * density of the end, and `S` the probability that it has not come yet.
 */
export function boundMs(duration: Duration): number {
  return measure(duration).reduce((total, { weight }) => total + weight, 0) ** 2 / 2;
}

/** Polls at intervals of c/√hazard from the moment that `findStart` returns, with about as many requests as given. */
export function byHazard(
  duration: Duration,
  requests: number,
  findStart: (training: Parameters<Follow>[0]) => number,
): Follow {
  const timesMs = placePolls(duration, requests);
  return (training) => {
    const startMs = findStart(training);
    let poll = 0;
    const { requests: sent, latenessMs } = followByDelays({ ...training, startMs }, (now) => {
      const time = timesMs[poll++];
      // The schedule ends where hardly any training is left.
      return time === undefined ? (timesMs.at(-1) ?? 0) / 100 : startMs + time - now;
    });
    return { requests: sent - 1, latenessMs };
  };
}

/** The density of polls is proportional to √hazard: one poll for each equal part of its integral. */
function placePolls(duration: Duration, requests: number): number[] {
  const parts = measure(duration);
  const expected = parts.reduce((total, { weight }) => total + weight, 0);
  const timesMs: number[] = [];
  let polls = 0;
  for (const { timeMs, rootHazard } of parts) {
    polls += (rootHazard / expected) * (requests - 0.5);
    if (polls >= timesMs.length + 1) timesMs.push(timeMs);
  }
  return timesMs;
}

/** Each part of the distribution: when it ends, and ∫√hazard and ∫√(f·S) over it. */
function measure({ medianMs, sigma }: Duration): { timeMs: number; rootHazard: number; weight: number }[] {
  const parts = [];
  let survival = 1;
  for (let z = -REACH; z < REACH; z += STEP) {
    const [fromMs, timeMs] = [z, z + STEP].map((at) => medianMs * Math.exp(sigma * at)) as [number, number];
    const probability = (Math.exp(-((z + STEP / 2) ** 2) / 2) / Math.sqrt(2 * Math.PI)) * STEP;
    const left = survival - probability / 2;
    survival -= probability;
    if (left <= 0) break;
    const lengthMs = timeMs - fromMs;
    parts.push({
      timeMs,
      rootHazard: Math.sqrt((probability / left) * lengthMs),
      weight: Math.sqrt(probability * left * lengthMs),
    });
  }
  return parts;
}
