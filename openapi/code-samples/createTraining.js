// Create a training. Each run starts a training of its own, which costs money.
const key = process.env.DREAMBOOTH_SANDBOX_API_KEY;
const baseUrl = process.env.DREAMBOOTH_SANDBOX_BASE_URL ?? "https://stablediffusionapi.com";
if (!key) throw new Error("Set DREAMBOOTH_SANDBOX_API_KEY to your API key.");

const response = await fetch(`${baseUrl}/api/sandbox/v3/fine_tune`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({
    key,
    instance_prompt: "photo of adhik person",
    class_prompt: "photo of person",
    images: [
      "https://example.com/pictures/person-1.png",
      "https://example.com/pictures/person-2.png",
      "https://example.com/pictures/person-3.png",
      "https://example.com/pictures/person-4.png",
      "https://example.com/pictures/person-5.png",
      "https://example.com/pictures/person-6.png",
      "https://example.com/pictures/person-7.png",
    ],
    seed: "0",
    training_type: "men",
    max_train_steps: "2000",
    webhook: "",
  }),
  redirect: "error", // or the key in the body could go to another host
  signal: AbortSignal.timeout(60_000),
});
const text = await response.text();
const body = parseJson(text);

// Errors also arrive under HTTP 200: check the field `status`.
if (response.ok && body?.status === "success") {
  console.log(JSON.stringify(body, null, 2));
} else {
  console.error(`Refused, HTTP ${response.status}: ${text}`);
  process.exitCode = 1;
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a gateway may return a body that is not JSON
  }
}
