import { decodeChecked, encodeChecked } from "./checked-number.ts";

/*
 * id      = payload as a checked number: ten characters, like the documented id
 * payload = startMs × 1024 + scenario × 32 + serial
 *
 * startMs has 42 bits, enough until the year 2109. The serial distinguishes creates of the same millisecond.
 */
const SCENARIOS = 32;
const SERIALS = 32;
const LAST_START_MS = 2 ** 42 - 1;
/** An id whose start is further than this from the present was not made by a mock. */
const RECOGNIZED_WITHIN_MS = 90 * 24 * 3600 * 1000;

/** What a training's id contains: everything that the mock knows about the training. */
export interface TrainingKey {
  /** When the training was created, in milliseconds of the wall clock. */
  startMs: number;
  /** The index of the scenario in the list of scenarios. */
  scenario: number;
}

/** Creates a function that makes ids. Each such function counts its own creates. */
export function createIdMaker(): (key: TrainingKey) => string {
  let serial = Math.floor(Math.random() * SERIALS);
  return (key) => {
    serial = (serial + 1) % SERIALS;
    return encodeTrainingId(key, serial);
  };
}

/** Encodes start and scenario as a `training_id`. */
export function encodeTrainingId({ startMs, scenario }: TrainingKey, serial: number): string {
  const start = Math.min(Math.max(0, Math.floor(startMs)), LAST_START_MS);
  return encodeChecked((start * SCENARIOS + scenario) * SERIALS + serial);
}

/** Decodes a `training_id`. Returns undefined if no mock made it within 90 days of `nowMs`. */
export function decodeTrainingId(id: string, nowMs: number): TrainingKey | undefined {
  const payload = decodeChecked(id);
  if (payload === undefined) return undefined;
  const scenario = Math.floor(payload / SERIALS) % SCENARIOS;
  const startMs = Math.floor(payload / (SERIALS * SCENARIOS));
  return Math.abs(nowMs - startMs) > RECOGNIZED_WITHIN_MS ? undefined : { startMs, scenario };
}
