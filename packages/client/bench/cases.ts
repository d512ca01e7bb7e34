import { createEtas, stepEtas, workerEtas } from "./contract.ts";
import type { Case } from "./simulate-polling.ts";

const documented = [...createEtas, ...stepEtas];
const times = (etas: readonly number[], factor: number) => etas.map((etaMs) => etaMs * factor);
const asAnnounced = (etasMs: readonly number[], sigma: number): Case => ({
  etasMs,
  mediansMs: etasMs,
  sigma,
});

/** The bars: how many times fewer requests than at the fixed interval of the same mean, and of the same 95th percentile. */
export interface BarredCase extends Case {
  name: string;
  sameMean: number;
  sameP95: number;
}

export const mainCases: readonly BarredCase[] = [
  { name: "σ = 0.2", ...asAnnounced(documented, 0.2), sameMean: 8, sameP95: 5 },
  { name: "σ = 0.4", ...asAnnounced(documented, 0.4), sameMean: 4.5, sameP95: 3 },
  {
    name: "stages take 3 times as long as announced, σ = 0.2",
    ...asAnnounced(documented, 0.2),
    mediansMs: times(documented, 3),
    sameMean: 1,
    sameP95: 1,
  },
  {
    name: "stages take a third of what is announced, σ = 0.2",
    ...asAnnounced(documented, 0.2),
    mediansMs: times(documented, 1 / 3),
    sameMean: 1,
    sameP95: 1,
  },
];

/** Other readings of the documents, and other ways of use. */
export const otherCases: readonly (Case & { name: string })[] = [0.2, 0.4].flatMap((sigma) => [
  { name: `step log only, without the create's estimate, σ = ${sigma}`, ...asAnnounced(stepEtas, sigma) },
  {
    name: `estimates count to the ready model, so a stage lasts the difference to the next one, σ = ${sigma}`,
    ...asAnnounced(stepEtas, sigma),
    mediansMs: stepEtas.map((etaMs, i) => etaMs - (stepEtas[i + 1] ?? 0)),
  },
  { name: `the worker's log, σ = ${sigma}`, ...asAnnounced([...createEtas, ...workerEtas], sigma) },
  {
    name: `resumed by its id at a random moment, σ = ${sigma}`,
    ...asAnnounced(documented, sigma),
    isResumed: true,
  },
]);
