const { randomUUID } = require("node:crypto");

/** The mock as one test sees it: the session of a key that no other test uses. */
exports.createSandbox = (key = `test-${randomUUID()}`) => ({
  key,
  /** Sends a request of the API. Returns the parsed response. */
  api: (path, fields = {}) => send(`/api/sandbox/v3/${path}`, { key, ...fields }),
  /** Changes the session, or reads it if there is no body. */
  control: (name, body) => send(`/__mock/${name}?session=${key}`, body),
});

async function send(path, body) {
  const response = await fetch(process.env.SANDBOX_URL + path, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  return response.json();
}
