import { createClient } from "@dreambooth-sandbox/client";
import { createBrowserMock } from "@dreambooth-sandbox/mock/browser";

const mock = createBrowserMock({ scenario: "failure" });
const client = createClient({ apiKey: "any-key", fetch: mock.fetch });

const { trainingId } = await client.createTraining({
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: ["https://example.com/pictures/person-1.png"],
  training_type: "men",
  max_train_steps: "2",
});
await mock.advance(60 * 60_000);

const { status, log } = await client.getTrainingStatus(trainingId);
console.log(status, log.outcome, mock.created); // training_failed failed 1
