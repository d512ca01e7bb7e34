import { createMock, type Mock, type MockOptions } from "@dreambooth-sandbox/mock";
import { createBrowserMock, type BrowserMock } from "@dreambooth-sandbox/mock/browser";
import { HOST, trainingRequest } from "./training-request.ts";

/** The mock with Prism and the mock for pages, with the same options. */
export interface BothMocks extends AsyncDisposable {
  prism: Mock;
  browser: BrowserMock;
}

/** The options that both mocks have. */
type SharedOptions = Pick<MockOptions, "faults" | "now" | "scenario" | "speed" | "strict">;

export async function createBoth(options: SharedOptions = {}): Promise<BothMocks> {
  const prism = await createMock(options);
  const browser = createBrowserMock(options);
  return {
    prism,
    browser,
    async [Symbol.asyncDispose]() {
      await Promise.all([prism.close(), browser.close()]);
    },
  };
}

/** What a caller receives. */
export interface Received {
  /** The status code, or the code of the error that `fetch` rejected with. */
  status: number | string;
  contentType: string;
  /** The parsed body, its text, or the beginning of a body that does not end. */
  body: unknown;
  redirectedTo: string | undefined;
}

const LONGEST_BODY = 100_000;

/** Sends a request, and reads the beginning of its response. */
export async function receive(
  fetch: typeof globalThis.fetch,
  path: string,
  init: RequestInit,
): Promise<Received> {
  try {
    const response = await fetch(HOST + path, { method: "POST", redirect: "manual", ...init });
    return {
      status: response.status,
      contentType: response.headers.get("content-type") ?? "",
      body: parse(await readBeginning(response)),
      redirectedTo: response.headers.get("location") ?? undefined,
    };
  } catch (error) {
    const cause = Object(Object(error).cause);
    return { status: String(cause.code ?? error), contentType: "", body: undefined, redirectedTo: undefined };
  }
}

/** Reads up to the first bytes of a body that never ends, or of one that is too long. */
async function readBeginning(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return text;
    text += decoder.decode(chunk.value, { stream: true });
    if (text === "{" || text.length > LONGEST_BODY) {
      await reader?.cancel();
      return text.slice(0, LONGEST_BODY);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Returns the request of a create with changed fields. A field that is undefined is left out. */
export function createInit(fields: object = {}, headers: Record<string, string> = {}): RequestInit {
  return toInit({ ...trainingRequest, ...fields }, headers);
}

/** Returns a request with a JSON body. */
export function toInit(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** Replaces the ids of trainings, which differ between mocks, in a text or in JSON. */
export function withoutIds(received: unknown): unknown {
  return JSON.parse(
    JSON.stringify(received, (_key, value: unknown) => (value === undefined ? null : value)).replaceAll(
      /[0-9A-Za-z]{25}/g,
      "id",
    ),
  );
}
