const { createClient } = require("@dreambooth-sandbox/client");

async function train() {
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
}

void train();
