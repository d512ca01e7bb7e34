import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@dreambooth-sandbox/client";
import { postgresStore } from "@dreambooth-sandbox/fleet/postgres";
import { onTestFinished } from "vitest";
import { describeStore } from "../conformance/describe-store.ts";
import { ACCOUNTS } from "../support/harness.ts";
import { describeWithPostgres } from "../support/with-postgres.ts";

let schemas = 0;

describeWithPostgres("PostgreSQL", (server) => {
  describeStore("postgresStore", async () => {
    schemas++;
    const schema = `fleet_${schemas}`;
    return {
      advance: (ms) => sleep(ms),
      async open() {
        const place = postgresStore(server().url, { schema, connections: 4 });
        const store = await place.open({ clock: systemClock, logger: console, accounts: ACCOUNTS });
        onTestFinished(() => store.close());
        return store;
      },
    };
  });
});
