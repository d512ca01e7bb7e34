import { randomUUID } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";

/** The mock as one test sees it: the session of a key that no other test uses. */
export function createSandbox(request: APIRequestContext, key = `test-${randomUUID()}`) {
  return {
    key,
    /** Sends a request of the API. Returns the parsed response. */
    async api(path: string, fields: object = {}): Promise<Record<string, string>> {
      const response = await request.post(`/api/sandbox/v3/${path}`, { data: { key, ...fields } });
      return response.json();
    },
    /** Changes the session, or reads it if there is no body. */
    async control(name: string, body?: object): Promise<unknown> {
      const options = body ? { method: "POST", data: body } : {};
      const response = await request.fetch(`/__mock/${name}?session=${key}`, options);
      return response.json();
    },
  };
}
