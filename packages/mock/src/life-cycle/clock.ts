/** The mock's time. Start times are milliseconds of the wall clock, ages are milliseconds of a training. */
export interface Clock {
  /** The present, as a start time. */
  now(): number;
  /** How old a training is that began at `startMs`: never less than 0. */
  ageMs(startMs: number): number;
  /** Makes every training older by so much. */
  advance(ms: number): void;
  /** How many milliseconds a training ages in one of the wall clock. */
  speed: number;
}

/**
 * A clock that any number of mocks share without talking to each other: a training's age is the time
 * since its start by the wall clock, times the speed.
 */
export function createClock(wallClock: () => number = Date.now, speed = 1): Clock {
  let advancedMs = 0;
  const now = (): number => wallClock() + advancedMs / speed;
  return {
    now,
    speed,
    ageMs: (startMs) => Math.max(0, (now() - startMs) * speed),
    advance: (ms) => {
      advancedMs += ms;
    },
  };
}
