import { documentedStages, inOneMinuteEach, withMedians, withoutLog, workerStages } from "./stages.ts";
import type { Stage } from "./stages.ts";

/** Trainings to be: each stage lasts log-normally around its median. */
export interface Case {
  name: string;
  stages: readonly Stage[];
  sigma: number;
  /** Following begins at a random moment of the training, not with it. */
  isResumed?: boolean;
}

/** What the rule has to reach, in requests and in mean lateness in seconds. */
export interface Target {
  requests: number;
  meanS: number;
}

const [, ...steps] = documentedStages;
const etasMs = steps.map(({ etaMs }) => etaMs);

/** The cases that the rule has to be good at. */
export const targetCases: readonly (Case & { target: Target })[] = [
  {
    name: "as announced, σ = 0.2",
    stages: documentedStages,
    sigma: 0.2,
    target: { requests: 33, meanS: 7.5 },
  },
  {
    name: "as announced, σ = 0.4",
    stages: documentedStages,
    sigma: 0.4,
    target: { requests: 37, meanS: 8.6 },
  },
  { name: "the worker's log", stages: workerStages, sigma: 0.2, target: { requests: 35, meanS: 10 } },
  {
    name: "no estimate, no log",
    stages: withoutLog(documentedStages),
    sigma: 0.2,
    target: { requests: 96, meanS: 29 },
  },
  {
    name: "stages of one minute",
    stages: inOneMinuteEach(documentedStages),
    sigma: 0.2,
    target: { requests: 12, meanS: 4 },
  },
  {
    name: "three times as long as announced",
    stages: withMedians(documentedStages, ({ etaMs }) => 3 * etaMs),
    sigma: 0.2,
    target: { requests: 119, meanS: 15 },
  },
  {
    name: "a third of what is announced",
    stages: withMedians(documentedStages, ({ etaMs }) => etaMs / 3),
    sigma: 0.2,
    target: { requests: 8, meanS: 34 },
  },
  {
    name: "from the training straight to the ready model",
    stages: documentedStages.slice(0, 2),
    sigma: 0.2,
    target: { requests: 11, meanS: 168 },
  },
];

/** Other readings of the documents, and other uses. */
export const otherCases: readonly Case[] = [
  { name: "the worker's log, σ = 0.4", stages: workerStages, sigma: 0.4 },
  {
    name: "no estimate, and the status stays the same",
    stages: withoutLog(documentedStages).map((stage) => ({ ...stage, status: "training_started" })),
    sigma: 0.2,
  },
  ...[0.2, 0.4].flatMap((sigma): Case[] => [
    { name: `step log only, without the create's estimate, σ = ${sigma}`, stages: steps, sigma },
    {
      name: `estimates count to the ready model, σ = ${sigma}`,
      stages: withMedians(steps, ({ etaMs }, i) => etaMs - (etasMs[i + 1] ?? 0)),
      sigma,
    },
    {
      name: `resumed by its id at a random moment, σ = ${sigma}`,
      stages: documentedStages,
      sigma,
      isResumed: true,
    },
  ]),
];
