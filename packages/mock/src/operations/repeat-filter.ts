import type { Contract } from "../contract/contract.ts";
import type { Clock } from "../life-cycle/clock.ts";

const KEPT_REQUESTS = 10_000;

/** The contract's named example that refuses a repeated request. */
export const REPEAT_REFUSED = "rate_limit_exceeded";

/** Returns a function that remembers requests and reports whether one repeats another within the contract's window. */
export function createRepeatFilter(contract: Contract, clock: Clock): (request: string) => boolean {
  const { tips } = contract.example(contract.create, REPEAT_REFUSED);
  const windowMs = Number(/(\d+) seconds/.exec(String(tips))?.[1]) * 1000;
  const acceptedAt = new Map<string, number>();
  return (request) => {
    const before = acceptedAt.get(request);
    if (before !== undefined && clock.ageMs(before) < windowMs) return true;
    if (acceptedAt.size >= KEPT_REQUESTS) acceptedAt.delete(acceptedAt.keys().next().value ?? "");
    acceptedAt.delete(request);
    acceptedAt.set(request, clock.now());
    return false;
  };
}
