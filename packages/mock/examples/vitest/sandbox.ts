import { randomUUID } from "node:crypto";
import { inject } from "vitest";

/** The mock as one test sees it: the session of a key that no other test uses. */
export function createSandbox(key = `test-${randomUUID()}`) {
  return {
    key,
    /** Sends a request of the API. Returns the parsed response. */
    api: (path: string, fields: object = {}): Promise<Record<string, string>> =>
      send(`/api/sandbox/v3/${path}`, { key, ...fields }),
    /** Changes the session, or reads it if there is no body. */
    control: (name: string, body?: object): Promise<unknown> => send(`/__mock/${name}?session=${key}`, body),
  };
}

async function send(path: string, body?: object) {
  const response = await fetch(inject("baseUrl") + path, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return JSON.parse(await response.text());
}
