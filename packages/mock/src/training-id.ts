/*
 * id      = payload check           ten characters, as the documented one
 * payload = nine base 62 digits     startMs × 1024 + scenario × 32 + serial
 * check   = one base 62 digit       payload modulo 59
 *
 * startMs has 42 bits, enough until the year 2109. The serial tells creates of one millisecond apart.
 */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PAYLOAD_LENGTH = 9;
const CHECK_MODULUS = 59;
const SCENARIOS = 32;
const SERIALS = 32;
const LAST_START_MS = 2 ** 42 - 1;
/** An id that is further than this from the present was not made by a mock. */
const RECOGNISED_WITHIN_MS = 90 * 24 * 3600 * 1000;

/** What a training's id tells: all that the mock knows of it. */
export interface TrainingKey {
  /** When the training was created, in milliseconds of the wall clock. */
  startMs: number;
  /** The scenario's place in the list of scenarios. */
  scenario: number;
}

/** Makes ids; each maker counts its own creates. */
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
  const payload = (start * SCENARIOS + scenario) * SERIALS + serial;
  return encodeNumber(payload, PAYLOAD_LENGTH) + DIGITS.charAt(payload % CHECK_MODULUS);
}

/** Decodes a `training_id`, or returns undefined when no mock made it around `nowMs`. */
export function decodeTrainingId(id: string, nowMs: number): TrainingKey | undefined {
  if (id.length !== PAYLOAD_LENGTH + 1) return undefined;
  const payload = decodeNumber(id.slice(0, PAYLOAD_LENGTH));
  if (payload === undefined || id.at(-1) !== DIGITS.charAt(payload % CHECK_MODULUS)) return undefined;
  const scenario = Math.floor(payload / SERIALS) % SCENARIOS;
  const startMs = Math.floor(payload / (SERIALS * SCENARIOS));
  return Math.abs(nowMs - startMs) > RECOGNISED_WITHIN_MS ? undefined : { startMs, scenario };
}

function encodeNumber(value: number, length: number): string {
  let text = "";
  let rest = value;
  for (let place = 0; place < length; place += 1) {
    text = DIGITS.charAt(rest % DIGITS.length) + text;
    rest = Math.floor(rest / DIGITS.length);
  }
  return text;
}

function decodeNumber(text: string): number | undefined {
  let value = 0;
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0) return undefined;
    value = value * DIGITS.length + digit;
  }
  return value;
}
