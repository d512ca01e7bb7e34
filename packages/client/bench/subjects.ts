import { createClient } from "@dreambooth-sandbox/client";
import type { paths } from "../src/generated/schema.ts";
import { create as createAxios } from "axios";
import ky from "ky";
import createFetchClient from "openapi-fetch";

const KEY = "an-api-key-of-the-benchmark";
const ID = "F5jvdzGnYi";
const PATH = "/api/sandbox/v3/fine_tune_status/{training_id}";

/** One way to request a status. */
type RequestStatus = () => Promise<unknown>;
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** The same status request as each library sends it, over the given `fetch`, or else the runtime's. */
export function createSubjects(baseUrl: string, fetch: Fetch | undefined): Record<string, RequestStatus> {
  const url = baseUrl + PATH.replace("{training_id}", ID);
  const bare = fetch ?? globalThis.fetch;
  const client = createClient({ apiKey: KEY, baseUrl, fetch });
  const openapi = createFetchClient<paths>({ baseUrl, ...(fetch && { fetch }) });
  const axiosOverFetch = createAxios({ adapter: "fetch", ...(fetch && { env: { fetch } }) });
  const axiosOverHttp = createAxios();
  const kyClient = ky.create(fetch ? { fetch } : {});
  const path = { training_id: ID };
  return {
    "bare `fetch`": async () => {
      const headers = { "Content-Type": "application/json" };
      return (await bare(url, { method: "POST", headers, body: JSON.stringify({ key: KEY }) })).json();
    },
    "openapi-fetch": () => openapi.POST(PATH, { params: { path }, body: { key: KEY } }),
    "**`client.getTrainingStatus`**": () => client.getTrainingStatus(ID),
    "**`client.api.POST`**": () => client.api.POST(PATH, { params: { path }, body: {} }),
    ky: () => kyClient.post(url, { json: { key: KEY } }).json(),
    "axios, `fetch` adapter": () => axiosOverFetch.post(url, { key: KEY }),
    ...(!fetch && { "axios, Node's http": () => axiosOverHttp.post(url, { key: KEY }) }),
  };
}
