import type { Operation } from "../contract/operation.ts";
import type { NoMatch } from "../exchange.ts";

/** Returns the operation that comes closest to a request that matches none, and why it does not match. */
export function findClosestOperation(
  operations: readonly Operation[],
  method: string,
  path: string,
): NoMatch | undefined {
  const segments = path.split("/");
  const [best] = operations
    .map((operation) => ({ operation, equal: countEqual(operation.path.split("/"), segments) }))
    .toSorted((one, other) => other.equal - one.equal);
  if (!best) return undefined;
  const { operation } = best;
  const closest = `${operation.method.toUpperCase()} ${operation.path}`;
  return { closest, reason: explain(operation, method, segments) };
}

/** Counts the equal segments from the start, and prefers the template of the same length. */
function countEqual(template: readonly string[], segments: readonly string[]): number {
  const differing = template.findIndex((part, index) => !fits(part, segments[index]));
  const equal = differing < 0 ? template.length : differing;
  return equal + (template.length === segments.length ? 0.5 : 0);
}

function explain(operation: Operation, method: string, segments: readonly string[]): string {
  const template = operation.path.split("/");
  const differing = template.findIndex((part, index) => !fits(part, segments[index]));
  const expected = template[differing];
  if (expected !== undefined) {
    const received = segments[differing];
    if (received === undefined || received === "") return `The path has no ${expected}.`;
    return `The path has "${received}" instead of "${expected}".`;
  }
  if (segments.length > template.length)
    return `The path continues with "/${segments.slice(template.length).join("/")}".`;
  return `The method is ${method}.`;
}

function fits(part: string, segment: string | undefined): boolean {
  return part.startsWith("{") ? segment !== undefined && segment !== "" : part === segment;
}
