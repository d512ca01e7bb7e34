/** A valid create. */
export const trainingRequest = {
  key: "test-key",
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: [1, 2, 3].map((number) => `https://example.com/pictures/person-${number}.png`),
  seed: "0",
  training_type: "men",
  max_train_steps: "6",
  webhook: "",
};

/** The host of in-process requests, which the mock ignores. */
export const HOST = "https://mock.test";

/** Posts JSON to a mock or a URL. Returns the response and its parsed body. */
export async function post(
  fetch: typeof globalThis.fetch,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  host = HOST,
) {
  const response = await fetch(host + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const json: Record<string, unknown> = JSON.parse(text);
  return { response, status: response.status, text, json };
}

export const CREATE = "/api/sandbox/v3/fine_tune";
export const STATUS = "/api/sandbox/v3/fine_tune_status";

/** Creates a training. Returns its id. */
export async function create(
  fetch: typeof globalThis.fetch,
  headers: Record<string, string> = {},
  host = HOST,
  key = trainingRequest.key,
): Promise<string> {
  const { json } = await post(fetch, CREATE, { ...trainingRequest, key }, headers, host);
  return String(json["training_id"]);
}

/** Requests a training's status. Returns the parsed body. */
export async function status(
  fetch: typeof globalThis.fetch,
  id: string,
  host = HOST,
  key = trainingRequest.key,
) {
  const { json } = await post(fetch, `${STATUS}/${id}`, { key }, {}, host);
  return json;
}
