import { faults, type Fault } from "./faults.ts";

/** Options of random faults. */
export interface FaultOptions {
  /** The share of requests that have a random fault, from 0 to 1; 0 by default. */
  rate?: number;
  /** The seed of the random faults: the same seed causes the same faults in the same order; 1 by default. */
  seed?: number;
  /** The delay of the fault `latency`, in milliseconds; 2000 by default. */
  latencyMs?: number;
}

/** Returns a function that draws the fault of each request. */
export function createFaultLottery({ rate = 0, seed = 1 }: FaultOptions): () => Fault | undefined {
  const random = createRandom(seed);
  return () => {
    if (rate === 0) return undefined;
    const [hit, which] = [random(), random()];
    return hit < rate ? faults[Math.floor(which * faults.length)] : undefined;
  };
}

/** Returns a generator of numbers from 0 to 1 that depend only on the seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
