import { FleetError } from "../errors.ts";

/** Returns where a database is, without the password. */
export function describeLocation(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname || "localhost"}${port && `:${port}`}${pathname}`;
}

/** Returns the error to throw instead of the database's. */
export function describePostgresError(location: string, error: unknown): FleetError {
  if (error instanceof FleetError) return error;
  const problems = error instanceof AggregateError ? error.errors : [error];
  const reasons = problems.map((problem: unknown) =>
    problem instanceof Error ? problem.message : String(problem),
  );
  return new FleetError(
    "store_unavailable",
    `The database ${location} failed: ${reasons.join(" ")}. Check that it runs, then try again.`,
    { cause: error },
  );
}
