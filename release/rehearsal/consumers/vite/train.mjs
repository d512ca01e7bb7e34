import { createClient } from "@dreambooth-sandbox/client";

// The rehearsal sets DREAMBOOTH_SANDBOX_BASE_URL and DREAMBOOTH_SANDBOX_API_KEY.
const client = createClient();
const { trainingId } = await client.createTraining({
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: ["https://example.com/pictures/person-1.png"],
  training_type: "men",
  max_train_steps: 2,
});
const { status } = await client.waitForTraining(trainingId);
console.log(status);
