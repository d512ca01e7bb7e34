import { setTimeout as systemSleep } from "node:timers/promises";

/** Waits for milliseconds of the wall clock. Rejects when the signal is aborted. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** The mock's time. Start times are milliseconds of the wall clock, ages are milliseconds of a training. */
export interface Clock {
  /** Returns the present, as a start time. */
  now(): number;
  /** Returns the age of a training that began at `startMs`, at least 0. */
  ageMs(startMs: number): number;
  /** Makes every training older. */
  advance(ms: number): void;
  /** Delays responses. Unlike ages, it does not depend on the speed. */
  sleep: Sleep;
  /** How many milliseconds a training ages in one millisecond of the wall clock. */
  speed: number;
}

/**
 * Creates a clock that any number of mocks share without communicating: a training's age is the time since its start by
 * the wall clock, times the speed.
 */
export function createClock(
  wallClock: () => number = Date.now,
  speed = 1,
  sleep: Sleep = sleepByTimer,
): Clock {
  let advancedMs = 0;
  const now = (): number => wallClock() + advancedMs / speed;
  return {
    now,
    speed,
    sleep,
    ageMs: (startMs) => Math.max(0, (now() - startMs) * speed),
    advance: (ms) => {
      advancedMs += ms;
    },
  };
}

function sleepByTimer(ms: number, signal?: AbortSignal): Promise<void> {
  return systemSleep(ms, undefined, signal ? { signal } : {});
}
