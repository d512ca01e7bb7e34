import { createMock, scenarios } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { type Course, nameDifferences } from "./name-differences.ts";
import { readDescription } from "./read-list.ts";
import { create, CREATE, post, trainingRequest } from "./training-request.ts";
import { watchScenario } from "./watch-scenario.ts";
import { startReceiver, watchWebhooks } from "./webhook-receiver.ts";

const normal = await watchCourse("success");

test.each(scenarios.map(({ name }) => name))(
  "scenario description %s: --list-scenarios names what the mock does",
  async (scenario) => {
    const description = await readDescription("--list-scenarios", scenario);
    expect(description).toMatch(/^[A-Z].*\.$/);
    const words = nameDifferences(await watchCourse(scenario), normal);
    for (const word of words) expect(description.toLowerCase()).toContain(word.toLowerCase());
  },
);

async function watchCourse(scenario: string): Promise<Course> {
  await using receiver = await startReceiver();
  await watchWebhooks(receiver, { scenario });
  return {
    stages: await watchScenario(scenario),
    webhooks: receiver.calls,
    repeated: await repeatCreate(scenario),
  };
}

async function repeatCreate(scenario: string): Promise<Record<string, unknown>> {
  await using mock = await createMock({ scenario, now: () => 0 });
  await create(mock.fetch);
  return (await post(mock.fetch, CREATE, trainingRequest)).json;
}
