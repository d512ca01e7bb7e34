import { createMock, scenarios } from "@dreambooth-sandbox/mock";
import { loadContract } from "../src/contract/load-contract.ts";
import { planStages } from "../src/life-cycle/stages.ts";
import { create, status } from "./training-request.ts";

const contract = await loadContract();
const FAR_MS = 7 * 24 * 3600 * 1000;
const probes = new Set(
  scenarios
    .flatMap((scenario) => planStages(contract, scenario))
    .flatMap(({ startsAtMs }) => [startsAtMs - 1, startsAtMs])
    .filter((ageMs) => ageMs >= 0),
);

/** The status response that a training has from an age on. */
export interface ObservedStage {
  ageMs: number;
  messege: string;
  data: string;
}

/**
 * Requests the status of a training just before and at every age at which any scenario changes it, and a week later.
 * Returns the responses that differ from the one before.
 */
export async function watchScenario(scenario: string): Promise<ObservedStage[]> {
  let now = 0;
  await using mock = await createMock({ now: () => now });
  const id = await create(mock.fetch, { prefer: `scenario=${scenario}` });
  const seen: ObservedStage[] = [];
  for (const ageMs of [...probes, FAR_MS].toSorted((one, other) => one - other)) {
    now = ageMs;
    const { messege, data } = await status(mock.fetch, id);
    const last = seen.at(-1);
    if (last?.messege !== messege || last?.data !== data)
      seen.push({ ageMs, messege: String(messege), data: String(data) });
  }
  return seen;
}
