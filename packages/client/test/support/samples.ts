import { createClient } from "@dreambooth-sandbox/client";
import type { CreateTrainingRequest } from "../../src/generated/schema.ts";
import type { ClientOptions, Clock, SandboxClient, TrainingRequest } from "@dreambooth-sandbox/client";

export const KEY = 'k3y/with+odd=chars&Ümlaut"quote';
export const ID = "F5jvdzGnYi";

export const request: TrainingRequest = {
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: Array.from({ length: 7 }, (_, i) => `https://example.com/pictures/person-${i + 1}.png`),
  seed: 0,
  training_type: "men",
  max_train_steps: 14,
};

/** The same request as `client.api` takes it: with the contract's own types. */
export const apiRequest: Omit<CreateTrainingRequest, "key"> = {
  instance_prompt: request.instance_prompt,
  class_prompt: request.class_prompt,
  images: [...request.images],
  seed: "0",
  training_type: request.training_type,
  max_train_steps: "14",
};

export const created = {
  status: "success",
  messege: "deploying_gpu",
  data: "it will take upto 25 minutes.",
  training_id: ID,
};

export const started = {
  status: "success",
  messege: "training_started",
  data: " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes",
};

export const trained = {
  status: "success",
  messege: "training_success",
  data: `${started.data} /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes`,
};

export const ready = {
  status: "success",
  messege: "model_ready",
  data: `${trained.data} /n Model loaded successfully`,
};

export const failed = {
  status: "success",
  messege: "training_failed",
  data: `${started.data} /n Training Failed:  Valid image links less than 3`,
};

export const rateLimited = {
  status: "error",
  message: "Rate limit exceeded",
  tips: "you are sending same request multiple times, spam filter is enabled, please wait for 30 seconds and try again",
};

/** A client that warns nobody. */
export function quietClient(options: ClientOptions): SandboxClient {
  return createClient({ apiKey: KEY, logger: {}, ...options });
}

/** One response of an in-process service: its JSON body, a `Response`, or an error to throw. */
export type StubResponse = object;

export interface Stub {
  fetch: NonNullable<ClientOptions["fetch"]>;
  calls: { url: string; body: string; at: number }[];
}

/** A `fetch` that returns the responses in turn, then repeats the last one. */
export function stubFetch(responses: StubResponse[], clock?: Clock): Stub {
  const calls: Stub["calls"] = [];
  return {
    calls,
    fetch: async (url, init) => {
      init.signal?.throwIfAborted();
      calls.push({ url, body: typeof init.body === "string" ? init.body : "", at: clock?.now() ?? 0 });
      const response = responses[Math.min(calls.length, responses.length) - 1];
      if (response instanceof Error) throw response;
      if (response instanceof Response) return response.clone();
      return Response.json(response);
    },
  };
}
