import {
  errorResponse,
  jsonResponse,
  type MockRequest,
  type MockResponse,
  type Responder,
} from "../exchange.ts";
import { parseBody } from "../prism/parse-body.ts";

const PREFIX = "/__mock/";

/** Whether the path belongs to the control API. */
export function isControlPath(path: string): boolean {
  return path.startsWith(PREFIX);
}

/** What the control API reads and changes. */
export interface Controls {
  health: () => unknown;
  deliveries: () => unknown;
  contractReport: () => unknown;
  advance: (ms: number) => Promise<void>;
}

/** Adds the control API, whose paths begin with `/__mock/`. */
export function withControls(respond: Responder, controls: Controls): Responder {
  return (request) => (isControlPath(request.path) ? control(request, controls) : respond(request));
}

async function control(
  { method, path, headers, body }: MockRequest,
  controls: Controls,
): Promise<MockResponse> {
  switch (`${method} ${path.slice(PREFIX.length)}`) {
    case "GET health":
      return jsonResponse(200, controls.health());
    case "GET deliveries":
      return jsonResponse(200, controls.deliveries());
    case "GET contract-report":
      return jsonResponse(200, controls.contractReport());
    case "POST advance":
      return advance(parseBody(headers.contentType, body), controls);
    default:
      return errorResponse(
        404,
        "No such control. Use GET /__mock/health, GET /__mock/deliveries, GET /__mock/contract-report or POST /__mock/advance.",
      );
  }
}

async function advance(body: unknown, controls: Controls): Promise<MockResponse> {
  const ms: unknown = typeof body === "object" && body !== null && "ms" in body ? body.ms : undefined;
  if (typeof ms !== "number" || !(ms >= 0))
    return errorResponse(400, 'ms must be a number that is not negative. Send JSON such as {"ms": 60000}.');
  await controls.advance(ms);
  return jsonResponse(200, { advancedMs: ms });
}
