import { createInstance } from "@stoplight/prism-http";
import { contractPath } from "../../../src/contract/contract.ts";
import { PRISM_CONFIG, readOperations, toPrismOperations } from "../../../src/prism/prism.ts";
import { silentLogger } from "../../../src/prism/silent-logger.ts";
import { writeChanged } from "../../changed-contract.ts";
import { startPrism, type ServerProcess } from "../../prism-process.ts";
import { CREATE, STATUS, trainingRequest } from "../../training-request.ts";
import { sendRaw, type RawRequest, type RawResponse } from "./exchange.ts";
import { readBody, readPreferred } from "./read-request.ts";

/** What `prism mock` does: it responds, never does, or its process exits. */
export interface Outcome {
  failure?: "silence" | "exit";
  response?: RawResponse;
  /** Prism's response to the same request, if the contract had no 400 response. Set if it refused the request. */
  refusal?: RawResponse;
}

/** `prism mock`, which the mock is compared with. */
export interface Reference extends AsyncDisposable {
  /** @param options.predict Whether predicted failures are not sent, true by default. */
  send(request: RawRequest, options?: { predict: boolean }): Promise<Outcome>;
}

/** Starts `prism mock` with the contract, and with a copy that has no 400 response. */
export async function startReference(): Promise<Reference> {
  const withoutBadRequest = await writeChanged(({ paths }) => {
    for (const { post } of Object.values(paths)) delete post.responses["400"];
  });
  const [prism, strict] = await Promise.all([startAgain(contractPath), startAgain(withoutBadRequest)]);
  const predictFailure = await createFailureOracle();
  return {
    async send(request, { predict } = { predict: true }) {
      const failure = predict ? await predictFailure(request) : undefined;
      if (failure) return { failure };
      const outcome = await prism.send(request);
      if (!outcome.response || !isRefusal(outcome.response)) return outcome;
      const { response: refusal } = await strict.send(request);
      return refusal ? { ...outcome, refusal } : outcome;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([prism[Symbol.asyncDispose](), strict[Symbol.asyncDispose]()]);
    },
  };
}

/** Starts `prism mock`, and starts it again whenever its process exits. */
async function startAgain(file: string): Promise<Reference> {
  let running = await startPrimed(file);
  return {
    async send(request) {
      try {
        return { response: await sendRaw(running.url, request) };
      } catch (error) {
        if (error instanceof Error && error.name === "AbortError") return { failure: "silence" };
        await running[Symbol.asyncDispose]();
        running = await startPrimed(file);
        return { failure: "exit" };
      }
    },
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

/**
 * Starts `prism mock`, and sends each operation valid JSON. Prism keeps the first validator of each schema: if the first
 * request were a form, it would convert types in JSON too, and respond to equal requests in other ways.
 */
async function startPrimed(file: string): Promise<ServerProcess> {
  const running = await startPrism(file);
  const body = Buffer.from(JSON.stringify(trainingRequest));
  const headers = { "content-type": "application/json" };
  for (const target of [CREATE, `${STATUS}/x`])
    await sendRaw(running.url, { method: "POST", target, headers, body, chunked: false });
  return running;
}

function isRefusal({ violations }: RawResponse): boolean {
  const text = typeof violations === "string" ? violations : JSON.stringify(violations);
  return text.includes('"request"');
}

/**
 * Returns a function that predicts whether `prism mock` fails at a request, so that it need not be restarted hundreds of
 * times. It gives the request to Prism's engine: an error that it throws ends the server's process.
 */
async function createFailureOracle() {
  const operations = toPrismOperations(await readOperations(contractPath));
  const prism = createInstance(PRISM_CONFIG, { logger: silentLogger });
  return async (request: RawRequest): Promise<Outcome["failure"]> => {
    const body = readBody(request);
    if (body instanceof SyntaxError) return "silence";
    const preferences = readPreferred(request);
    if (preferences.malformed !== undefined) return undefined;
    const { code, example, dynamic = false } = preferences;
    const mock = {
      dynamic,
      ...(code !== undefined && { code }),
      ...(example !== undefined && { exampleKey: example }),
    };
    try {
      const input = toPrismInput(request, body) as Parameters<typeof prism.request>[0];
      const config = { ...PRISM_CONFIG, mock };
      await prism.request(input, operations, config)();
      return undefined;
    } catch {
      return "exit";
    }
  };
}

function toPrismInput({ method, target, headers, body: bytes, chunked }: RawRequest, body: unknown) {
  const length = bytes && !chunked ? { "content-length": String(bytes.length) } : {};
  const { pathname: path } = new URL(target, "http://prism.test");
  return { method: method.toLowerCase(), url: { path }, headers: { ...headers, ...length }, body };
}
