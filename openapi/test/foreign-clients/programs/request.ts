/** A valid create. The mock decides by the key whether it accepts the request. */
export function requestWithKey(key: string) {
  return {
    key,
    instance_prompt: "photo of adhik person",
    class_prompt: "photo of person",
    images: ["https://example.com/pictures/person-1.png"],
    training_type: "men" as const,
    max_train_steps: "2",
  };
}
