import { errorReply, jsonReply, type MockReply, type MockRequest } from "../exchange.ts";
import { parseBody } from "../prism/question.ts";
import type { Responder } from "../operations/responder.ts";

const PREFIX = "/__mock/";

/** What the mock tells of itself, and how its time is moved, over HTTP. */
export interface Controls {
  health: () => unknown;
  deliveries: () => unknown;
  contractReport: () => unknown;
  advance: (ms: number) => Promise<void>;
}

/** Answers the paths below `/__mock/`, and leaves the others to the contract. */
export function withControls(respond: Responder, controls: Controls): Responder {
  return (request) => (request.path.startsWith(PREFIX) ? control(request, controls) : respond(request));
}

async function control({ method, path, headers, body }: MockRequest, controls: Controls): Promise<MockReply> {
  switch (`${method} ${path.slice(PREFIX.length)}`) {
    case "GET health":
      return jsonReply(200, controls.health());
    case "GET deliveries":
      return jsonReply(200, controls.deliveries());
    case "GET contract-report":
      return jsonReply(200, controls.contractReport());
    case "POST advance":
      return advance(parseBody(headers.contentType, body), controls);
    default:
      return errorReply(
        404,
        "The mock has GET /__mock/health, /__mock/deliveries, /__mock/contract-report, and POST /__mock/advance.",
      );
  }
}

async function advance(body: unknown, controls: Controls): Promise<MockReply> {
  const ms: unknown = typeof body === "object" && body !== null && "ms" in body ? body.ms : undefined;
  if (typeof ms !== "number" || !(ms >= 0))
    return errorReply(400, 'Send JSON such as {"ms": 60000}, with a number that is not negative.');
  await controls.advance(ms);
  return jsonReply(200, { advancedMs: ms });
}
