import * as client from "@dreambooth-sandbox/client";
import { table } from "../contract/tables.ts";

type ErrorClass = typeof client.TimeoutError;

/** The client's errors and their codes, read from the client. */
export function errorTable(): string {
  const rows = Object.values(client)
    .filter(isErrorClass)
    .map((type) => [`\`${type.name}\``, `\`${type.prototype.code}\``]);
  return table(["Error", "`code`"], rows);
}

function isErrorClass(value: unknown): value is ErrorClass {
  return typeof value === "function" && value.prototype instanceof client.SandboxError;
}
