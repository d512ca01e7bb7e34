import {
  CreateOutcomeUnknownError,
  systemClock,
  type Clock,
  type CreatedTraining,
  type SandboxClient,
} from "@dreambooth-sandbox/client";

/** What the client reported about a create. */
export type Outcome =
  | { number: number; kind: "created"; trainingId: string; followed: Followed }
  | { number: number; kind: "unknown" | "refused"; error: unknown };

/** The statuses that a training went through, and why it was not followed to its end, if so. */
export interface Followed {
  statuses: string[];
  failure?: unknown;
}

/** Returns a clock that runs faster than the system's. */
export function createFastClock(speed: number): Clock {
  return {
    now: () => Date.now() * speed,
    sleep: (ms, signal) => systemClock.sleep(Math.max(0, ms) / speed, signal),
  };
}

/** Creates and follows trainings, of which some are in flight at the same time. */
export async function trainAll(client: SandboxClient, count: number, inFlight: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < count) outcomes.push(await train(client, (next += 1)));
  }
  await Promise.all(Array.from({ length: inFlight }, work));
  return outcomes;
}

async function train(client: SandboxClient, number: number): Promise<Outcome> {
  let created: CreatedTraining;
  try {
    created = await create(client, number);
  } catch (error) {
    return { number, kind: error instanceof CreateOutcomeUnknownError ? "unknown" : "refused", error };
  }
  const { trainingId } = created;
  return { number, kind: "created", trainingId, followed: await follow(client, trainingId) };
}

/** Creates a training, whose seed is its number. */
function create(client: SandboxClient, number: number): Promise<CreatedTraining> {
  return client.createTraining({
    instance_prompt: "photo of adhik person",
    class_prompt: "photo of person",
    images: [1, 2, 3].map((picture) => `https://example.com/pictures/person-${picture}.png`),
    training_type: "men",
    max_train_steps: 6,
    seed: number,
  });
}

/** Follows a training to its end. */
export async function follow(client: SandboxClient, trainingId: string): Promise<Followed> {
  const statuses: string[] = [];
  try {
    for await (const { status } of client.watchTraining(trainingId, { maxFailures: 1_000 }))
      if (statuses.at(-1) !== status) statuses.push(status);
    return { statuses };
  } catch (failure) {
    return { statuses, failure };
  }
}
