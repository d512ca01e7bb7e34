import { jsonResponse, type MockResponse } from "../../exchange.ts";
import { filterRequests } from "../../sessions/journal.ts";
import type { MockSession } from "../../sessions/mock-session.ts";

/** What the control API reads and changes. */
export interface Controlled {
  /** Returns the session of a key, or all sessions together. */
  session: (key: string | undefined) => MockSession;
  /** Returns what `GET /__mock/health` contains besides the number of created trainings. */
  health: (key: string | undefined) => Record<string, unknown>;
}

/** A path of the control API. */
export interface Control {
  method: "GET" | "POST";
  /** The path after `/__mock/`. */
  name: string;
  /** The query parameters besides `session`. */
  parameters?: readonly string[];
  /** The description in the README. */
  description: string;
  /** @throws RangeError if the request is invalid. */
  respond: (call: ControlCall) => MockResponse | Promise<MockResponse>;
}

interface ControlCall {
  controlled: Controlled;
  parameters: URLSearchParams;
  /** The parsed body. */
  body: unknown;
}

/** The control API. */
export const controls: readonly Control[] = [
  {
    method: "GET",
    name: "health",
    description: "200 once it listens, with scenario, speed and the number of created trainings",
    respond: (call) => {
      const key = call.parameters.get("session") ?? undefined;
      return jsonResponse(200, { ...call.controlled.health(key), created: select(call).created });
    },
  },
  {
    method: "GET",
    name: "requests",
    parameters: ["operation", "status", "training_id"],
    description:
      "the requests and their responses, filtered by `operation`, `status` (0 if the connection was reset) or `training_id`",
    respond: (call) => jsonResponse(200, filterRequests(select(call).requests, readFilter(call.parameters))),
  },
  {
    method: "GET",
    name: "deliveries",
    description: "the webhooks sent so far",
    respond: (call) => jsonResponse(200, select(call).deliveries),
  },
  {
    method: "GET",
    name: "contract-report",
    description: "the contract report so far",
    respond: (call) => jsonResponse(200, select(call).contractReport()),
  },
  {
    method: "GET",
    name: "script",
    description: "the scripted responses that no request has received",
    respond: (call) => jsonResponse(200, { next: select(call).unusedScript }),
  },
  {
    method: "POST",
    name: "script",
    description:
      '`{"next": ["reset-after", "429", "ok"]}` decides the next responses, with `"operation": "createTraining"` those of one operation',
    respond: (call) => {
      const next = readField(call.body, "next");
      if (!isScript(next))
        throw new RangeError(
          'next must be a list. Send JSON such as {"next": ["reset-after", "429", "ok"]}.',
        );
      const operation = readField(call.body, "operation");
      if (operation !== undefined && typeof operation !== "string")
        throw new RangeError('operation must be a string such as "createTraining".');
      const session = select(call);
      if (operation === undefined) session.script(...next);
      else session.scriptOperation(operation, ...next);
      return jsonResponse(200, { next: session.unusedScript });
    },
  },
  {
    method: "POST",
    name: "advance",
    description: '`{"ms": 60000}` makes every training a minute older',
    respond: async (call) => {
      const ms = readField(call.body, "ms");
      if (typeof ms !== "number")
        throw new RangeError('ms must be a number that is not negative. Send JSON such as {"ms": 60000}.');
      await select(call).advance(ms);
      return jsonResponse(200, { advancedMs: ms });
    },
  },
  {
    method: "POST",
    name: "scenario",
    description: '`{"scenario": "failure"}` sets the scenario of creates that name none',
    respond: (call) => {
      const scenario = readField(call.body, "scenario");
      if (typeof scenario !== "string")
        throw new RangeError('scenario must be a string. Send JSON such as {"scenario": "failure"}.');
      select(call).scenario(scenario);
      return jsonResponse(200, { scenario });
    },
  },
  {
    method: "POST",
    name: "reset",
    description: "forgets everything but the trainings",
    respond: (call) => {
      select(call).reset();
      return jsonResponse(200, { status: "ok" });
    },
  },
];

function select({ controlled, parameters }: ControlCall): MockSession {
  return controlled.session(parameters.get("session") ?? undefined);
}

function readField(body: unknown, name: string): unknown {
  if (typeof body !== "object" || body === null) return undefined;
  return Object.getOwnPropertyDescriptor(body, name)?.value;
}

function isScript(value: unknown): value is (string | number)[] {
  return Array.isArray(value);
}

function readFilter(parameters: URLSearchParams) {
  const operationId = parameters.get("operation");
  const status = parameters.get("status");
  const trainingId = parameters.get("training_id");
  return {
    ...(operationId !== null && { operationId }),
    ...(status !== null && { status: readStatus(status) }),
    ...(trainingId !== null && { trainingId }),
  };
}

function readStatus(text: string): number {
  const status = Number(text);
  if (text !== "" && Number.isInteger(status)) return status;
  throw new RangeError("status must be a status code such as 429, or 0 for a reset connection.");
}
