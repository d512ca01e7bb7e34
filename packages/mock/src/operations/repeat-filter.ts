import type { Contract } from "../contract/contract.ts";
import type { Clock } from "../life-cycle/clock.ts";
import { hashText } from "../hash-text.ts";

/** Remembers a request, and returns whether it repeats another one within the contract's window. */
export type RepeatFilter = (request: string) => boolean;

const KEPT_REQUESTS = 1_000;

/** The contract's named example that refuses a repeated request. */
export const REPEAT_REFUSED = "rate_limit_exceeded";

/** Creates the filter of a session. It remembers hashes, because requests can be long. */
export function createRepeatFilter(contract: Contract, clock: Clock): RepeatFilter {
  const { tips } = contract.example(contract.create, REPEAT_REFUSED);
  const windowMs = Number(/(\d+) seconds/.exec(String(tips))?.[1]) * 1000;
  const acceptedAt = new Map<number, number>();
  return (request) => {
    const hash = hashText(request);
    const before = acceptedAt.get(hash);
    if (before !== undefined && (clock.now() - before) * clock.speed < windowMs) return true;
    const [oldest] = acceptedAt.keys();
    if (acceptedAt.size >= KEPT_REQUESTS && oldest !== undefined) acceptedAt.delete(oldest);
    acceptedAt.delete(hash);
    acceptedAt.set(hash, clock.now());
    return false;
  };
}
