import { createClient } from "@dreambooth-sandbox/client";
import { createMock } from "@dreambooth-sandbox/mock";

await using mock = await createMock();
const session = mock.session("test-7");
session.scenario("failure");
const client = createClient({ apiKey: "test-7", fetch: mock.fetch });

const { trainingId } = await client.createTraining({
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: ["https://example.com/pictures/person-1.png"],
  training_type: "men",
  max_train_steps: "2",
});
await session.advance(60 * 60_000);

const { status } = await client.getTrainingStatus(trainingId);
console.log(status, session.created, mock.session("test-8").created); // training_failed 1 0
