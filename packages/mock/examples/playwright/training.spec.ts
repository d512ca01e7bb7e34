import { expect, test } from "@playwright/test";

test("a training ends with a model", async ({ request }) => {
  const created = await request.post("/api/sandbox/v3/fine_tune", {
    data: {
      key: "any-key",
      instance_prompt: "photo of adhik person",
      class_prompt: "photo of person",
      images: ["https://example.com/pictures/person-1.png"],
      training_type: "men",
      max_train_steps: "2",
    },
  });
  const { training_id } = await created.json();
  await expect(async () => {
    const status = await request.post(`/api/sandbox/v3/fine_tune_status/${training_id}`, {
      data: { key: "any-key" },
    });
    expect(await status.json()).toHaveProperty("messege", "model_ready");
  }).toPass();
});
