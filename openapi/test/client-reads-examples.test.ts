import { describe, expect, test } from "vitest";
import { createClient, SandboxError } from "../../packages/client/src/index.ts";
import { listSuccesses, listRefusals } from "./support/contract-examples.ts";

const request = {
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: [1, 2, 3].map((number) => `https://example.com/pictures/person-${number}.png`),
  training_type: "men" as const,
  max_train_steps: 6,
};

function clientOf(body: object, status = 200) {
  const fetch = async () => Response.json(body, { status });
  return createClient({ apiKey: "any-key", maxRetries: 0, fetch });
}

describe("the client reads the contract's example", () => {
  test.each(listSuccesses("createTraining"))("$name of a create", async ({ value }) => {
    const { trainingId, status } = await clientOf(value).createTraining(request);
    expect(Object.values(value)).toEqual(expect.arrayContaining([trainingId, status]));
  });

  test.each(listSuccesses("getTrainingStatus"))("$name of a status request", async ({ value }) => {
    const { status, log } = await clientOf(value).getTrainingStatus("F5jvdzGnYi");
    expect(Object.values(value)).toEqual(expect.arrayContaining([status, log.text]));
  });

  test.each(listRefusals("getTrainingStatus"))(
    "$name of an error under HTTP $status",
    async ({ status, value }) => {
      const error: unknown = await clientOf(value, status)
        .getTrainingStatus("F5jvdzGnYi")
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SandboxError);
      expect(error).toHaveProperty("serviceMessage", expect.stringMatching(/./));
    },
  );
});
