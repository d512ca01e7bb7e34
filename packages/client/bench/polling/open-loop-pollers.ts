import { countEnded, followByDelays } from "./simulate.ts";
import type { Follow } from "./simulate.ts";

/** Polls at once, then at a fixed interval. */
export function atInterval(intervalMs: number): Follow {
  return ({ endsMs, startMs }) => {
    const ahead = endsMs.slice(countEnded(endsMs, startMs)).map((endMs) => endMs - startMs);
    const polls = ahead.map((endMs) => Math.ceil(endMs / intervalMs));
    return {
      requests: 1 + (polls.at(-1) ?? 0),
      latenessMs: ahead.map((endMs, i) => (polls[i] ?? 0) * intervalMs - endMs),
    };
  };
}

/** Polls at once, then after the delays of a schedule, whose last delay repeats. Each training takes the next schedule. */
export function bySchedules(schedules: readonly (readonly number[])[]): Follow {
  let trainings = 0;
  return (training) => {
    const delaysMs = schedules[trainings++ % schedules.length] ?? [];
    let poll = 0;
    return followByDelays(training, () => delaysMs[Math.min(poll++, delaysMs.length - 1)] ?? Infinity);
  };
}
