import { afterAll, beforeAll, describe } from "vitest";
import { findPostgres, startPostgres } from "./postgres-server.ts";
import type { PostgresServer } from "./postgres-server.ts";

const programs = findPostgres();
const isMissing = programs === undefined && process.env["CI"] === undefined;
const hint = isMissing ? ", skipped because PostgreSQL is not installed (Debian: postgresql)" : "";

/** Describes tests that share a PostgreSQL server. Outside CI, they are skipped where it is not installed. */
export function describeWithPostgres(name: string, define: (server: () => PostgresServer) => void): void {
  describe.skipIf(isMissing)(`${name}${hint}`, () => {
    let server: PostgresServer | undefined;
    beforeAll(async () => {
      if (programs === undefined) throw new Error("PostgreSQL is not installed (Debian: postgresql).");
      server = await startPostgres(programs);
    });
    afterAll(() => server?.remove());
    define(() => {
      if (!server) throw new Error("The server has not started.");
      return server;
    });
  });
}
