import { faults, type Fault } from "./faults.ts";

/** Which replies go wrong. */
export interface FaultOptions {
  /** The share of requests that get a random fault, 0 … 1; 0 by default. */
  rate?: number;
  /** Which random faults: the same seed gives the same faults in the same order; 1 by default. */
  seed?: number;
  /** How late a reply with the fault `latency` is; 2000 by default. */
  latencyMs?: number;
}

/** Chooses the fault of each request in turn. */
export function createFaultLottery({ rate = 0, seed = 1 }: FaultOptions): () => Fault | undefined {
  if (!(rate >= 0 && rate <= 1))
    throw new RangeError(`The fault rate must be from 0 to 1, but it is ${rate}.`);
  const random = createRandom(seed);
  return () => {
    if (rate === 0) return undefined;
    const [hit, which] = [random(), random()];
    return hit < rate ? faults[Math.floor(which * faults.length)] : undefined;
  };
}

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
