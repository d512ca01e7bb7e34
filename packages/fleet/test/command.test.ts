import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "@dreambooth-sandbox/client";
import { sqliteStore } from "@dreambooth-sandbox/fleet";
import { describe, expect, test } from "vitest";
import { runCommand } from "../src/command/run-command.ts";
import { fleetPhases } from "../src/store/training.ts";
import { intentOf } from "./support/samples.ts";
import { createTemporaryFolder } from "./support/temporary-folder.ts";

/** A file with one followed training and one parked intent. */
async function createStore(): Promise<string> {
  const path = join(createTemporaryFolder(), "fleet.db");
  const store = await sqliteStore(path).open({ clock: systemClock, logger: {}, accounts: ["main"] });
  await store.follow("training", "main", Date.now() + 600_000);
  const intent = intentOf("order", { createdAt: 0, updatedAt: 0 });
  await store.beginIntent("main", intent);
  const change = {
    attemptId: intent.attemptId,
    state: "unknown",
    updatedAt: 5_000,
    reason: "ECONNRESET",
  } as const;
  await store.updateIntent("order", change, 0);
  await store.close();
  return path;
}

async function run(args: string[], signal = new AbortController().signal) {
  let stdout = "";
  let stderr = "";
  const exitCode = await runCommand(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: { DREAMBOOTH_SANDBOX_API_KEY: "any-key" },
    signal,
  });
  return { exitCode, stdout, stderr };
}

describe("dreambooth-sandbox-fleet", () => {
  test("status prints one table with each phase and what is parked", async () => {
    const { exitCode, stdout } = await run(["status", "--store", await createStore()]);
    expect(exitCode).toBe(0);
    const rows = stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}/));
    expect(rows.slice(0, fleetPhases.length).map(([phase]) => phase)).toEqual(fleetPhases);
    expect(rows).toContainEqual(["new", "1"]);
    expect(rows).toContainEqual(["parked intents", "1"]);
    expect(rows).toContainEqual(["requests per second, main", "0.0"]);
  });

  test("status prints JSON", async () => {
    const { stdout } = await run(["status", "--json", "--store", await createStore()]);
    expect(JSON.parse(stdout)).toMatchObject({ trainings: { new: 1 }, parkedIntents: 1, overdue: 0 });
  });

  test("parked prints each item with its reason", async () => {
    const path = await createStore();
    const { stdout } = await run(["parked", "--store", path]);
    expect(stdout).toMatch(/^1970-01-01T00:00:05\.000Z {2}main {2}intent order {2}ECONNRESET\n$/);
    const json = await run(["parked", "--json", "--retry-events", "--store", path]);
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: "intent", intentId: "order" });
    expect(json.stderr).toContain("0 events");
  });

  test("resolve settles an intent", async () => {
    const path = await createStore();
    expect(await run(["resolve", "order", "--training", "F5jvdzGnYi", "--store", path])).toMatchObject({
      exitCode: 0,
    });
    expect((await run(["parked", "--store", path])).stdout).toBe("");
    expect(JSON.parse((await run(["status", "--json", "--store", path])).stdout).trainings.new).toBe(2);
    const again = await run(["resolve", "order", "--not-created", "--store", path]);
    expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("F5jvdzGnYi") });
  });

  test.each([
    ["no command", []],
    ["an unknown command", ["go"]],
    ["no place", ["status"]],
    ["no resolution", ["resolve", "order", "--store", "fleet.db"]],
    ["two resolutions", ["resolve", "order", "--training", "a", "--not-created", "--store", "fleet.db"]],
    ["a limit of nothing", ["work", "--store", "fleet.db", "--max-per-second", "0"]],
    ["a port that does not exist", ["work", "--store", "fleet.db", "--port", "70000"]],
  ])("%s is a usage error", async (_, args) => {
    const { exitCode, stderr } = await run(args);
    expect(exitCode).toBe(2);
    expect(stderr).not.toBe("");
  });

  test("a store that is not one is an error in one line", async () => {
    const path = join(createTemporaryFolder(), "notes.txt");
    writeFileSync(path, "This is a text. ".repeat(100));
    const { exitCode, stderr } = await run(["status", "--store", path]);
    expect(exitCode).toBe(1);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain("not a SQLite database");
  });

  test("work serves metrics and health until it is stopped", async () => {
    const stop = new AbortController();
    const path = await createStore();
    let stderr = "";
    const started = Promise.withResolvers<string>();
    const exitCode = runCommand(["work", "--store", path, "--port", "0"], {
      stdout: { write: () => {} },
      stderr: {
        write: (text) => {
          stderr += text;
          const url = /(http:\S+)\/metrics/.exec(stderr)?.[1];
          if (url !== undefined) started.resolve(url);
        },
      },
      env: { DREAMBOOTH_SANDBOX_API_KEY: "any-key", DREAMBOOTH_SANDBOX_BASE_URL: "https://service.invalid" },
      signal: stop.signal,
    });
    const url = await Promise.race([started.promise, exitCode.then(() => Promise.reject(new Error(stderr)))]);
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await metrics.text()).toContain('dreambooth_fleet_trainings{phase="new"} 1');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/other`)).status).toBe(404);
    stop.abort();
    expect(await exitCode).toBe(0);
  });

  test("work takes everything from a configuration file", async () => {
    const path = await createStore();
    const config = join(createTemporaryFolder(), "fleet.config.mjs");
    const index = import.meta.resolve("@dreambooth-sandbox/fleet");
    writeFileSync(
      config,
      `import { sqliteStore } from ${JSON.stringify(index)};
       export default { store: sqliteStore(${JSON.stringify(path)}), accounts: {} };`,
    );
    const stop = new AbortController();
    stop.abort();
    expect(await run(["work", "--config", config], stop.signal)).toMatchObject({ exitCode: 0 });
    writeFileSync(config.replace("fleet.config", "empty"), "export const nothing = 1;");
    const empty = await run(["status", "--config", config.replace("fleet.config", "empty")]);
    expect(empty).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("must export") });
  });
});
