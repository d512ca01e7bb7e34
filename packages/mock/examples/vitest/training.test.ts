import { expect, test } from "vitest";
import { createSandbox } from "./sandbox.ts";

const HOUR_MS = 3_600_000;
const training = {
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: ["https://example.com/pictures/person-1.png"],
  training_type: "men",
  max_train_steps: "2",
};

test("a training ends with a model", async () => {
  const sandbox = createSandbox();
  const { training_id } = await sandbox.api("fine_tune", training);
  await sandbox.control("advance", { ms: 2 * HOUR_MS });
  const { messege } = await sandbox.api(`fine_tune_status/${training_id}`);
  expect(messege).toBe("model_ready");
});

test("a training can fail", async () => {
  const sandbox = createSandbox();
  await sandbox.control("scenario", { scenario: "failure" });
  const { training_id } = await sandbox.api("fine_tune", training);
  await sandbox.control("advance", { ms: 2 * HOUR_MS });
  const { messege } = await sandbox.api(`fine_tune_status/${training_id}`);
  expect(messege).toBe("training_failed");
});

test("a create that is refused creates nothing", async () => {
  const sandbox = createSandbox();
  await sandbox.control("script", { next: ["429"] });
  expect(await sandbox.api("fine_tune", training)).toHaveProperty("status", "error");
  expect(await sandbox.control("health")).toHaveProperty("created", 0);
  expect(await sandbox.control("requests")).toMatchObject([{ operationId: "createTraining", status: 429 }]);
});
