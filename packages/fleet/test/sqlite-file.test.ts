import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { systemClock } from "@dreambooth-sandbox/client";
import { sqliteStore } from "@dreambooth-sandbox/fleet";
import { describe, expect, onTestFinished, test } from "vitest";
import { migrations } from "../src/store/sql/migrations.ts";
import { resultOf, storedUpdateOf } from "./support/samples.ts";
import { createTemporaryFolder } from "./support/temporary-folder.ts";

async function open(path: string) {
  const store = await sqliteStore(path).open({ clock: systemClock, logger: {}, accounts: ["main"] });
  onTestFinished(() => store.close());
  return store;
}

/** Runs statements on a file, as another program would. */
function execute(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

const newPath = (): string => join(createTemporaryFolder(), "fleet.db");

describe("the file of sqliteStore", () => {
  test("is created by several processes that start at once", async () => {
    const path = newPath();
    const stores = await Promise.all(Array.from({ length: 6 }, () => open(path)));
    await stores[0]?.follow("training", "main", 0);
    expect(await stores[5]?.claimPolls("main", 1)).toMatchObject([{ trainingId: "training" }]);
  });

  test("keeps everything when it is opened again", async () => {
    const path = newPath();
    const first = await sqliteStore(path).open({ clock: systemClock, logger: {}, accounts: ["main"] });
    await first.follow("training", "main", 0);
    await first.close();
    expect(await (await open(path)).getTraining("training")).toMatchObject({ phase: "new" });
  });

  test("of a newer version is refused and left unchanged", async () => {
    const path = newPath();
    await (await sqliteStore(path).open({ clock: systemClock, logger: {}, accounts: [] })).close();
    execute(path, `PRAGMA user_version = ${migrations.length + 1}`);
    await expect(open(path)).rejects.toMatchObject({
      code: "store_incompatible",
      message: expect.stringContaining(`version ${migrations.length + 1}`),
    });
  });

  test("of another program is refused and left unchanged", async () => {
    const path = newPath();
    execute(path, "CREATE TABLE notes (text TEXT)");
    await expect(open(path)).rejects.toMatchObject({
      code: "store_incompatible",
      message: /another program/,
    });
    expect(() => execute(path, "INSERT INTO notes VALUES ('still here')")).not.toThrow();
  });

  test("that is not a database is refused", async () => {
    const path = newPath();
    writeFileSync(path, "This is a text. ".repeat(100));
    await expect(open(path)).rejects.toMatchObject({
      code: "store_incompatible",
      message: /not a SQLite database/,
    });
  });

  test("in a folder that does not exist is an error that names it", async () => {
    const path = join(createTemporaryFolder(), "missing", "fleet.db");
    await expect(open(path)).rejects.toMatchObject({
      code: "store_unavailable",
      message: expect.stringContaining(path),
    });
  });

  test("has at most 1.1 kB of each training, and its last log once", async () => {
    const path = newPath();
    const store = await open(path);
    await store.follow("F5jvdzGnYi", "main", 0);
    const [poll] = await store.claimPolls("main", 1);
    if (!poll) throw new Error("There was no poll to claim.");
    const update = storedUpdateOf("F5jvdzGnYi", "Step:2 a line that occurs once");
    await store.finishPoll(poll, resultOf(1, 2, { update, events: ["update"] }));
    const database = new DatabaseSync(path);
    const size = (sql: string) => Number(database.prepare(sql).get()?.["size"]);
    const row =
      "length(training_id) + length(account) + length(phase) + 8 + 1 + length(state) + 8 FROM training";
    const job =
      "SELECT length(queue) + length(key) + 8 + 8 + 8 + 8 AS size FROM job WHERE queue = 'poll.main'";
    expect(size(`SELECT ${row.replace(" FROM", " AS size FROM")}`) + size(job)).toBeLessThan(1_100);
    const dump = JSON.stringify([
      database.prepare("SELECT * FROM training").all(),
      database.prepare("SELECT * FROM event").all(),
      database.prepare("SELECT * FROM job").all(),
    ]);
    database.close();
    expect(dump.split("a line that occurs once")).toHaveLength(2);
  });
});
