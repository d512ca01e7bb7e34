import { CHECKED_LIMIT, decodeChecked, encodeChecked } from "./checked-number.ts";

/*
 * id      = payload as a checked number: 25 characters, like the longest ids that consumers have seen
 * payload = startMs (42 bits, enough until the year 2109), nonce (48 bits), scenario (8 bits)
 */
const NONCE_BITS = 48;
const SCENARIO_BITS = 8;
const LAST_START_MS = Number(CHECKED_LIMIT >> BigInt(NONCE_BITS + SCENARIO_BITS)) - 1;

/** What a training's id contains: everything that the mock knows about the training. */
export interface TrainingKey {
  /** When the training was created, in milliseconds of the wall clock. */
  startMs: number;
  /** Distinguishes trainings of the same millisecond. */
  nonce: number;
  /** The index of the scenario in the list of scenarios. */
  scenario: number;
}

/** Encodes start, nonce and scenario as a `training_id`. */
export function encodeTrainingId({ startMs, nonce, scenario }: TrainingKey): string {
  const start = BigInt(Math.min(Math.max(0, Math.floor(startMs)), LAST_START_MS));
  const head = (start << BigInt(NONCE_BITS)) | BigInt(nonce);
  return encodeChecked((head << BigInt(SCENARIO_BITS)) | BigInt(scenario));
}

/** Decodes a `training_id`. Returns undefined if no mock made it. */
export function decodeTrainingId(id: string): TrainingKey | undefined {
  const payload = decodeChecked(id);
  if (payload === undefined || payload >= CHECKED_LIMIT) return undefined;
  const head = payload >> BigInt(SCENARIO_BITS);
  return {
    startMs: Number(head >> BigInt(NONCE_BITS)),
    nonce: Number(BigInt.asUintN(NONCE_BITS, head)),
    scenario: Number(BigInt.asUintN(SCENARIO_BITS, payload)),
  };
}
