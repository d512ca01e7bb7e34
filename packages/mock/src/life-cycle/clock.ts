import type { Timeline } from "./timeline.ts";
import type { TrainingKey } from "./training-id.ts";

/** Waits for milliseconds of the wall clock. Rejects when the signal is aborted. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** The time that all sessions of all mocks share. */
export interface WallClock {
  /** Returns the present by the wall clock. */
  wallMs: () => number;
  /** Delays responses. Unlike ages, it does not depend on the speed. */
  sleep: Sleep;
  /** How many milliseconds a training ages in one millisecond of the wall clock. */
  speed: number;
}

/** The time of a session: the wall clock, and what the session was advanced by. */
export interface Clock extends WallClock {
  /** Returns the present: the wall clock would show it if the time that was advanced had passed. */
  now(): number;
  /**
   * Returns the age of a training: the time since its create by the wall clock, times the speed, plus what was advanced
   * since then.
   */
  ageMs(training: TrainingKey): number;
}

/** Creates a clock that any number of mocks share without communicating. */
export function createWallClock(
  wallMs: () => number = Date.now,
  speed = 1,
  sleep: Sleep = sleepByTimer,
): WallClock {
  return { wallMs, speed, sleep };
}

/** Creates the clock of a session, which its own timeline and that of all sessions advance. */
export function createSessionClock(wall: WallClock, own: Timeline, shared: Timeline): Clock {
  const { wallMs, speed } = wall;
  return {
    ...wall,
    now: () => wallMs() + (own.totalMs + shared.totalMs) / speed,
    ageMs: (training) =>
      Math.max(0, wallMs() - training.startMs) * speed +
      own.advancedSince(training) +
      shared.advancedSince(training),
  };
}

function sleepByTimer(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    return signal?.addEventListener("abort", abort, { once: true });
  });
}
