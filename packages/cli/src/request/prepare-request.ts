import { createClient, type TrainingRequest } from "@dreambooth-sandbox/client";

/** A request as it would be sent, without the key. */
export interface PreparedRequest {
  method: string;
  url: string;
  body: Readonly<Record<string, unknown>>;
}

/** How a request is prepared. */
export interface PrepareSettings {
  baseUrl: string;
  /** Receives recommendations that the request does not follow. */
  warn: (message: string) => void;
}

/** Stands in for the key, which validation does not need. */
const NO_KEY = "not-sent";
const CREATED = { status: "success", messege: "deploying_gpu", training_id: "not-sent" };

/**
 * Validates a request and returns what the client would send. Nothing is sent: the client's `fetch` only keeps the request,
 * so that what is shown is what the client makes of the request, and not another opinion about it.
 *
 * @throws ValidationError for an invalid request or base URL.
 */
export async function prepareRequest(
  request: TrainingRequest,
  { baseUrl, warn }: PrepareSettings,
): Promise<PreparedRequest> {
  const kept: PreparedRequest[] = [];
  const client = createClient({
    apiKey: NO_KEY,
    baseUrl,
    logger: { warn },
    async fetch(url, init) {
      const { key: _, ...body } = (await new Response(init.body ?? null).json()) as Record<string, unknown>;
      kept.push({ method: init.method ?? "GET", url, body });
      return Response.json(CREATED);
    },
  });
  await client.createTraining(request);
  const [prepared] = kept;
  if (!prepared) throw new Error("The client created a training without a request.");
  return prepared;
}
