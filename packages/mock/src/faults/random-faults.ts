import { hashText } from "../hash-text.ts";
import { faults, type Fault } from "./faults.ts";

/** Options of random faults. */
export interface FaultOptions {
  /** The share of requests that have a random fault, from 0 to 1; 0 by default. */
  rate?: number;
  /** The seed of the random faults: with the same seed, a session has the same faults in the same order; 1 by default. */
  seed?: number;
  /** The delay of the fault `latency`, in milliseconds; 2000 by default. */
  latencyMs?: number;
}

/** Draws the fault of a request, if it has one. */
export type FaultLottery = () => Fault | undefined;

/** Returns a function that draws the fault of each request of a session. It depends on the session's key, so that not all sessions have the same faults. */
export function createFaultLottery({ rate = 0, seed = 1 }: FaultOptions, key: string): FaultLottery {
  const random = createRandom(seed ^ hashText(key));
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
