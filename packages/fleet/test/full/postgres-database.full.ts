import { systemClock } from "@dreambooth-sandbox/client";
import { postgresStore } from "@dreambooth-sandbox/fleet/postgres";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { migrations } from "../../src/store/sql/migrations.ts";
import { describeWithPostgres } from "../support/with-postgres.ts";

describeWithPostgres("the database of postgresStore", (server) => {
  async function open(schema: string) {
    const place = postgresStore(server().url, { schema, connections: 3 });
    const store = await place.open({ clock: systemClock, logger: console, accounts: ["main"] });
    onTestFinished(() => store.close());
    return store;
  }

  /** Runs a statement as another program would. */
  async function execute(sql: string): Promise<void> {
    const client = new Client({ connectionString: server().url });
    await client.connect();
    await client.query(sql);
    await client.end();
  }

  test("is prepared by several processes that start at once", async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => open("at_once")));
    await stores[0]?.follow("training", "main", 0);
    expect(await stores[4]?.claimPolls("main", 1)).toMatchObject([{ trainingId: "training" }]);
  });

  test("of a newer version is refused", async () => {
    await open("newer");
    await execute(`UPDATE newer.fleet_version SET version = ${migrations.length + 1}`);
    await expect(open("newer")).rejects.toMatchObject({
      code: "store_incompatible",
      message: expect.stringContaining(`version ${migrations.length + 1}`),
    });
  });

  test("with tables of another program in the schema is refused and left unchanged", async () => {
    await execute("CREATE SCHEMA other; CREATE TABLE other.notes (text TEXT)");
    await expect(open("other")).rejects.toMatchObject({
      code: "store_incompatible",
      message: /another program/,
    });
    await execute("INSERT INTO other.notes VALUES ('still here')");
  });

  test("informs the other processes when something becomes due", async () => {
    const [store, other] = await Promise.all([open("informed"), open("informed")]);
    await store.follow("training", "main", store.now() + 600_000);
    const claimed = new Promise((resolve) => {
      // The first call may be that the channel was opened.
      other.onDue(() => void other.claimPolls("main", 1).then((polls) => polls.length > 0 && resolve(polls)));
    });
    await store.hint("training", store.now());
    expect(await claimed).toMatchObject([{ trainingId: "training" }]);
  });

  test("can be closed as soon as it is open", async () => {
    for (let count = 0; count < 5; count++) {
      const place = postgresStore(server().url, { schema: "closed", connections: 2 });
      const store = await place.open({ clock: systemClock, logger: console, accounts: [] });
      await expect(store.close()).resolves.toBeUndefined();
    }
  });

  test("has one clock for all processes", async () => {
    const [store, other] = await Promise.all([open("clock"), open("clock")]);
    expect(Math.abs(store.now() - other.now())).toBeLessThan(1_000);
    expect(Math.abs(store.now() - Date.now())).toBeLessThan(1_000);
  });

  test("is an error that names it while it is down, and is used again when it is back", async () => {
    const store = await open("down");
    await store.follow("training", "main", 0);
    await server().kill();
    await expect(store.claimPolls("main", 1)).rejects.toMatchObject({
      code: "store_unavailable",
      message: expect.stringContaining("127.0.0.1"),
    });
    await expect(open("down")).rejects.toMatchObject({ code: "store_unavailable" });
    await server().start();
    expect(await store.claimPolls("main", 1)).toMatchObject([{ trainingId: "training" }]);
  });
});
