import type { RequestRecord } from "../http/request-record.ts";

/** A request that a session received, with the response that it got. API keys are redacted. */
export interface JournaledRequest extends RequestRecord {
  /** The parsed body, or its text if it is not JSON or has more than 4,096 characters. */
  body: unknown;
  /** The response; absent if the connection was reset. Its body is absent if a fault made it a stream. */
  response?: { status: number; body?: unknown };
}

/** Selects requests. */
export interface RequestFilter {
  operationId?: string;
  status?: number;
  trainingId?: string;
}

/** Returns the requests that the filter selects. */
export function filterRequests(
  requests: readonly JournaledRequest[],
  { operationId, status, trainingId }: RequestFilter,
): JournaledRequest[] {
  return requests.filter(
    (request) =>
      (operationId === undefined || request.operationId === operationId) &&
      (status === undefined || request.status === status) &&
      (trainingId === undefined || request.trainingId === trainingId),
  );
}
