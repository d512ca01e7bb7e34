import { expect, inject, test, vi } from "vitest";

const baseUrl = inject("baseUrl");

async function post(path: string, body: object): Promise<Record<string, string>> {
  const response = await fetch(baseUrl + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key: "any-key", ...body }),
  });
  return JSON.parse(await response.text());
}

test("a training ends with a model", async () => {
  const { training_id } = await post("/api/sandbox/v3/fine_tune", {
    instance_prompt: "photo of adhik person",
    class_prompt: "photo of person",
    images: ["https://example.com/pictures/person-1.png"],
    training_type: "men",
    max_train_steps: "2",
  });
  await vi.waitUntil(async () => {
    const { messege } = await post(`/api/sandbox/v3/fine_tune_status/${training_id}`, {});
    return messege === "model_ready";
  });
  expect(training_id).toMatch(/^[A-Za-z0-9]+$/);
});
