// Get a training's status: node getTrainingStatus.js F5jvdzGnYi
const key = process.env.DREAMBOOTH_SANDBOX_API_KEY;
const baseUrl = process.env.DREAMBOOTH_SANDBOX_BASE_URL ?? "https://stablediffusionapi.com";
const trainingId = process.argv[2];
if (!key) throw new Error("Set DREAMBOOTH_SANDBOX_API_KEY to your API key.");
if (!trainingId) throw new Error("Pass the training_id from the response to createTraining.");

const path = `/api/sandbox/v3/fine_tune_status/${encodeURIComponent(trainingId)}`;
const response = await fetch(baseUrl + path, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ key }),
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
