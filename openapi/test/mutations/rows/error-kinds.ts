import { SandboxError } from "../../../../packages/client/src/errors.ts";
import { errorKinds, invalidRequestStatuses } from "../../../../packages/client/src/http/error-kinds.ts";
import type { ErrorKind } from "../../../../packages/client/src/http/error-kinds.ts";
import { change } from "../row.ts";
import type { Row } from "../row.ts";

/** Returns a row for each class, status code, message, and advice of the errors that name their cause. */
export function listErrorKindRows(): Row[] {
  return [
    ...errorKinds.flatMap(listKindRows),
    ...invalidRequestStatuses.map((status, index) => ({
      name: `error kind ValidationError status ${status}`,
      mutations: [change("is not listed", [invalidRequestStatuses, index, 0])],
    })),
  ];
}

class OtherError extends SandboxError {
  readonly code = "other";
}

function listKindRows(kind: ErrorKind): Row[] {
  const name = `error kind ${kind.type.name}`;
  const { statuses, messages } = kind;
  return [
    { name: `${name} class`, mutations: [change("is another", [kind, "type", OtherError])] },
    { name: `${name} advice`, mutations: [change("is empty", [kind, "advice", ""])] },
    ...statuses.map((status, index) => ({
      name: `${name} status ${status}`,
      mutations: [change("is not listed", [statuses, index, 0])],
    })),
    ...messages.map((message, index) => ({
      name: `${name} message ${JSON.stringify(message)}`,
      mutations: [
        change("is not listed", [messages, index, "\n"]),
        change("is shorter", [messages, index, message.slice(0, -1)]),
      ],
    })),
  ];
}
