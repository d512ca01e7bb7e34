import { errorResponse, type MockRequest, type MockResponse, type Responder } from "../../exchange.ts";
import { controls, type Controlled } from "./controls.ts";

const PREFIX = "/__mock/";

/** Whether the path belongs to the control API. */
export function isControlPath(path: string): boolean {
  return path.startsWith(PREFIX);
}

/** Adds the control API, whose paths begin with `/__mock/`. */
export function withControls(respond: Responder, controlled: Controlled): Responder {
  return (request) => (isControlPath(request.path) ? control(request, controlled) : respond(request));
}

async function control(request: MockRequest, controlled: Controlled): Promise<MockResponse> {
  const { method, path, query } = request;
  const found = controls.find((known) => known.method === method && PREFIX + known.name === path);
  if (!found) {
    const all = controls.map((known) => `${known.method} ${PREFIX}${known.name}`).join(", ");
    return errorResponse(404, `There is no such control. Use one of: ${all}.`);
  }
  const parameters = new URLSearchParams(query);
  const known = ["session", ...(found.parameters ?? [])];
  if ([...parameters.keys()].some((name) => !known.includes(name)))
    return errorResponse(400, `The query has an unknown parameter. Use only: ${known.join(", ")}.`);
  try {
    return await found.respond({ controlled, parameters, body: readJson(request.body) });
  } catch (error) {
    if (error instanceof RangeError) return errorResponse(400, error.message);
    throw error;
  }
}

/** Returns the parsed body, whatever its media type: some clients cannot easily set one. */
function readJson(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new RangeError("The body is not valid JSON.");
  }
}
