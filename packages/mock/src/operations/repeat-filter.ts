import type { Clock } from "../life-cycle/clock.ts";
import type { Contract } from "../contract/contract.ts";

const KEPT_REQUESTS = 10_000;

/** Remembers requests, to tell whether one repeats another too soon. */
export function createRepeatFilter(contract: Contract, clock: Clock): (request: string) => boolean {
  const { tips } = contract.example(contract.create, "rate_limit_exceeded");
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
