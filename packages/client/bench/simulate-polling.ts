import { nextPollDelayMs } from "../src/follow/next-poll-delay.ts";
import type { PollState } from "../src/follow/next-poll-delay.ts";
import { createRandom, drawNormal } from "./random.ts";

/** Trainings to be: stage by stage what is announced, and around which time the stage lasts log-normally. */
export interface Case {
  etasMs: readonly number[];
  mediansMs: readonly number[];
  sigma: number;
  /** Following begins at a random moment of the training, not with it. */
  isResumed?: boolean;
}

/** What following one training took: how late each end of a stage was seen, the last of which is the ready model. */
interface Followed {
  requests: number;
  latenciesMs: number[];
}

/** Averages over all trainings of a case. */
export interface Outcome {
  requests: number;
  /** How late the ready model is seen. */
  meanMs: number;
  p95Ms: number;
  /** How late a change of stage is seen, the ready model included. */
  stageMeanMs: number;
}

type Follow = (endsMs: readonly number[], startMs: number) => Followed;

export function simulate(
  { mediansMs, sigma, isResumed }: Case,
  trainings: number,
  seed: number,
  follow: Follow,
): Outcome {
  const random = createRandom(seed);
  const followed = Array.from({ length: trainings }, () => {
    let endMs = 0;
    const endsMs = mediansMs.map((medianMs) => (endMs += medianMs * Math.exp(sigma * drawNormal(random))));
    return follow(endsMs, isResumed ? random() * endMs : 0);
  });
  const ready = followed.map(({ latenciesMs }) => latenciesMs.at(-1) ?? 0).toSorted((a, b) => a - b);
  return {
    requests: mean(followed.map(({ requests }) => requests)),
    meanMs: mean(ready),
    p95Ms: ready[Math.floor(0.95 * trainings)] ?? 0,
    stageMeanMs: mean(followed.flatMap(({ latenciesMs }) => latenciesMs)),
  };
}

/** Polls at once, then after each delay that the rule returns. */
export function byRule(
  etasMs: readonly number[],
  seed: number,
  rule: (state: PollState) => number = nextPollDelayMs,
): Follow {
  const random = createRandom(seed);
  return (endsMs, startMs) => {
    const stageAt = (timeMs: number) => endsMs.filter((endMs) => endMs <= timeMs).length;
    let [now, stage, requests] = [startMs, stageAt(startMs), 1];
    let [seenAt, unseenAt]: [number, number | undefined] = [startMs, undefined];
    const latenciesMs: number[] = [];
    while (stage < endsMs.length) {
      const polledAt = now;
      now += rule({ now, etaMs: etasMs[stage], seenAt, unseenAt, random: random() });
      requests++;
      const seen = stageAt(now);
      if (seen === stage) continue;
      latenciesMs.push(...endsMs.slice(stage, seen).map((endMs) => now - endMs));
      [stage, seenAt, unseenAt] = [seen, now, polledAt];
    }
    return { requests, latenciesMs };
  };
}

/** Polls at once, then at a fixed interval. */
export function atInterval(intervalMs: number): Follow {
  return (endsMs, startMs) => {
    const ahead = endsMs.filter((endMs) => endMs > startMs).map((endMs) => endMs - startMs);
    const polls = ahead.map((endMs) => Math.ceil(endMs / intervalMs));
    return {
      requests: 1 + (polls.at(-1) ?? 0),
      latenciesMs: ahead.map((endMs, i) => (polls[i] ?? 0) * intervalMs - endMs),
    };
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
