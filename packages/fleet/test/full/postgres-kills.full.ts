import { postgresStore } from "@dreambooth-sandbox/fleet/postgres";
import { describeWithPostgres } from "../support/with-postgres.ts";
import { describeKills } from "./describe-kills.ts";

let schemas = 0;

describeWithPostgres("PostgreSQL", (server) => {
  describeKills(
    "postgresStore",
    async () => {
      schemas++;
      const { url, kill, start } = server();
      const schema = `fleet_${schemas}`;
      return {
        store: postgresStore(url, { schema, connections: 4 }),
        settings: { STORE: url, SCHEMA: schema },
        async restart() {
          await kill();
          await start();
        },
      };
    },
    { trainings: 100, creates: 60, kills: 10 },
  );
});
