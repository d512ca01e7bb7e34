import { expect, test } from "vitest";
import type { Contract } from "../src/contract/contract.ts";
import { loadContract } from "../src/contract/load-contract.ts";
import { estimateStarts } from "../src/life-cycle/start-times.ts";

const contract = await loadContract();

/** Returns a contract with these statuses: their phases and the step logs of their examples. */
function contractOf(statuses: readonly (readonly [phase: string, data: string])[]): Contract {
  const names = statuses.map((_, index) => `status_${index}`);
  return {
    ...contract,
    statuses: names,
    phases: Object.fromEntries(statuses.map(([phase], index) => [`status_${index}`, phase])),
    example: (_, name) => ({ data: statuses[names.indexOf(name)]?.[1] }),
  };
}

test.each([
  {
    case: "estimates of the queue and of the rest add up",
    statuses: [
      ["queued", "it will take upto 25 minutes."],
      ["running", "ETA : 30 minutes"],
      ["running", "ETA : 30 minutes /n ETA : 12 minutes"],
      ["succeeded", "ETA : 12 minutes"],
    ],
    minutes: [0, 25, 43, 55],
  },
  {
    case: "equal estimates share the time until the next one",
    statuses: [
      ["running", "ETA : 9 minutes"],
      ["running", "ETA : 9 minutes"],
      ["running", "ETA : 9 minutes"],
      ["succeeded", ""],
    ],
    minutes: [0, 3, 6, 9],
  },
  {
    case: "a status without an estimate shares the time of the one before it",
    statuses: [
      ["running", "ETA : 8 minutes"],
      ["running", "Model verifying"],
      ["running", "ETA : 0 minutes"],
      ["succeeded", ""],
    ],
    minutes: [0, 8 / 3, 16 / 3, 8],
  },
  {
    case: "a first status without an estimate shares the time of the next one",
    statuses: [
      ["queued", ""],
      ["queued", "it will take upto 10 minutes."],
      ["running", "ETA : 1 minute"],
      ["succeeded", ""],
    ],
    minutes: [0, 5, 10, 11],
  },
  {
    case: "no status begins before an earlier one, although estimates rise",
    statuses: [
      ["running", "ETA : 5 minutes"],
      ["running", "ETA : 20 minutes"],
      ["running", "ETA : 10 minutes"],
      ["succeeded", ""],
    ],
    minutes: [0, 5, 10, 20],
  },
] as const)("$case", ({ statuses, minutes }) => {
  const starts = estimateStarts(contractOf(statuses));
  expect(starts.map((ms) => ms / 60_000)).toEqual(minutes.map((minute) => expect.closeTo(minute, 6)));
});
