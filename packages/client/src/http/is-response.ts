/** Returns whether a value has what the client reads of a `Response`. An injected `fetch` can resolve with anything. */
export function isResponse(value: unknown): value is Response {
  try {
    const { ok, status, headers, body, text } = Object(value) as Partial<Response>;
    const canBeRead = body ? typeof body.getReader === "function" : typeof text === "function";
    return (
      typeof ok === "boolean" && typeof status === "number" && typeof headers?.get === "function" && canBeRead
    );
  } catch {
    return false;
  }
}
