import { listExamples, type Operation } from "../contract/operation.ts";
import { createRouter } from "../contract/router.ts";
import { isJsonMediaType } from "../prism/parse-body.ts";
import type { PrismRequest } from "../prism/prism-request.ts";
import {
  refuseAsUnprocessable,
  toProblem,
  type Engine,
  type PrismResponse,
} from "../prism/prism-response.ts";
import { accepts } from "./accept.ts";
import { findRequestViolations } from "./request-violations.ts";

/** The response if neither the request nor the mock names one. */
const SUCCESS = "200";

/** Creates an engine that chooses the contract's examples as Prism does. Its messages differ from Prism's. */
export function createContractEngine(operations: Operation[]): Engine {
  const route = createRouter(operations);
  const routers = operations.map((operation) => ({ operation, route: createRouter([operation]) }));

  /** Returns the response to a path or a method that the contract does not have. */
  function refuseRoute({ method, path }: PrismRequest): PrismResponse {
    const isPath = routers.some(({ operation, route }) => route(operation.method.toUpperCase(), path));
    return isPath
      ? toProblem({ title: "No method matched", status: 405, detail: `${path} has no method ${method}.` })
      : toProblem({ title: "No path matched", status: 404, detail: `The contract has no path ${path}.` });
  }

  return {
    respond(request) {
      const found = route(request.method, request.path);
      if (!found) return refuseRoute(request);
      const { operation, parameter } = found;
      const { validate = true } = request;
      if (!validate) return choose(operation, request);
      return (
        refuseMediaType(operation, request) ?? {
          ...choose(operation, request),
          requestViolations: findRequestViolations(operation, parameter, request.body),
        }
      );
    },
    refuse: (_request, _operations, { requestViolations }) => {
      const count = requestViolations.length;
      const refusal = refuseAsUnprocessable(`The request is not valid (${count} violations).`);
      const validation = requestViolations.map(({ location: [, ...location], ...violation }) => ({
        location,
        ...violation,
      }));
      return Promise.resolve(toProblem({ ...Object(refusal.body), status: refusal.status, validation }));
    },
  };
}

/** Returns the response to a body in a media type that the operation does not have. */
function refuseMediaType(
  { request }: Operation,
  { mediaType, text }: PrismRequest,
): PrismResponse | undefined {
  const supported = (request?.body?.contents ?? []).map((content) => content.mediaType ?? "");
  if (text === "" || supported.length === 0) return undefined;
  const isSupported = isJsonMediaType(mediaType) && supported.some(isJsonMediaType);
  if (isSupported) return undefined;
  const detail = `Supported content types: ${supported.join(", ")}`;
  return toProblem({ title: "Invalid content type", status: 415, detail });
}

function choose(operation: Operation, request: PrismRequest): PrismResponse {
  const { code = SUCCESS, example, accept, dynamic = false } = request;
  if (dynamic)
    return toProblem({
      title: "Not implemented",
      status: 501,
      detail: "Only Prism generates responses: use createMock.",
    });
  const response = operation.responses.find((known) => known.code === String(code));
  if (!response) return refuseChoice(`Requested status code ${code} is not defined in the document.`);
  const [content] = response.contents ?? [];
  if (!content) return toResponse(Number(code), undefined);
  const { mediaType = "" } = content;
  if (!accepts(accept, mediaType))
    return toProblem({
      title: "Not acceptable",
      status: 406,
      detail: `Unable to find content for ${accept}`,
    });
  const examples = listExamples(operation, String(code));
  const chosen = example === undefined ? examples[0] : examples.find(({ name }) => name === example);
  if (!chosen) return refuseChoice(`There is no example ${example ?? ""} of a response ${code}.`);
  return toResponse(Number(code), chosen.value, mediaType);
}

function refuseChoice(detail: string): PrismResponse {
  return toProblem({ title: "Not found", status: 404, detail });
}

function toResponse(status: number, body: unknown, mediaType?: string): PrismResponse {
  return {
    status,
    headers: mediaType === undefined ? {} : { "content-type": mediaType },
    body,
    text: JSON.stringify(body) ?? "",
    requestViolations: [],
    responseViolations: [],
    ownViolations: [],
  };
}
