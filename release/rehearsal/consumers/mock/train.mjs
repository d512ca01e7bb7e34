import { createClient } from "@dreambooth-sandbox/client";
import { createMock } from "@dreambooth-sandbox/mock";

await using mock = await createMock();
const client = createClient({ apiKey: "rehearsal", fetch: mock.fetch });
const { trainingId } = await client.createTraining({
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: ["https://example.com/pictures/person-1.png"],
  training_type: "men",
  max_train_steps: 2,
});
await mock.advance(2 * 60 * 60_000);
const { status } = await client.getTrainingStatus(trainingId);
console.log(status);
