import { systemClock } from "@dreambooth-sandbox/client";
import { postgresStore } from "@dreambooth-sandbox/fleet/postgres";
import { expect, test } from "vitest";
import { describePostgresError } from "../src/postgres/postgres-errors.ts";
import { createServerClock } from "../src/postgres/server-clock.ts";

test.each([undefined, "", "fleet.db", "https://example.com"])("postgresStore refuses the URL %j", (url) => {
  expect(() => postgresStore(url as never)).toThrow(TypeError);
});

test.each(["", "Fleet", "fleet-1", "a; DROP TABLE training", "a".repeat(42)])(
  "postgresStore refuses the schema %j",
  (schema) => {
    expect(() => postgresStore("postgres://localhost/fleet", { schema })).toThrow(TypeError);
  },
);

test.each([0, 1, 2.5, "3"])("postgresStore refuses %j connections", (connections) => {
  const options = { connections: connections as number };
  expect(() => postgresStore("postgres://localhost/fleet", options)).toThrow(TypeError);
});

test("a database that is down at the start is an error that names it, without the password", async () => {
  // Port 1 is reserved, and no server listens there.
  const place = postgresStore("postgres://user:secret-password@127.0.0.1:1/fleet");
  const opening = place.open({ clock: systemClock, logger: {}, accounts: [] });
  await expect(opening).rejects.toMatchObject({
    name: "FleetError",
    code: "store_unavailable",
    message: expect.stringMatching(/127\.0\.0\.1:1\/fleet.*ECONNREFUSED/),
  });
  await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining("secret-password") });
});

test("an error with several causes names each of them", () => {
  const error = new AggregateError([new Error("refused by ::1"), new Error("refused by 127.0.0.1")]);
  expect(describePostgresError("localhost/fleet", error).message).toMatch(/::1.*127\.0\.0\.1/);
});

/** A server whose clock is ahead, and the time that requests and responses take. */
function createServer(delays: [to: number, back: number][], aheadMs = 500_000) {
  const server = { local: 1_000, aheadMs };
  const connection = {
    async query<Row extends object>() {
      const [to, back] = delays.shift() ?? [0, 0];
      server.local += to;
      const at = server.local + server.aheadMs;
      server.local += back;
      return [{ at }] as unknown as Row[];
    },
  };
  const clock = createServerClock(connection, () => server.local);
  return { server, clock, readError: () => clock.now() - server.local - server.aheadMs };
}

test("a slow comparison with the server's clock does not replace an exact one, until that is old", async () => {
  const slow: [number, number] = [400, 20];
  const { server, clock, readError } = createServer([[3, 3], slow, slow]);
  await clock.compare();
  expect(readError()).toBe(0);
  await clock.compare();
  expect(readError()).toBe(0);
  // After a minute it does, because clocks drift.
  server.local += 61_000;
  await clock.compare();
  expect(readError()).toBe(190);
});

test("a comparison that contradicts an exact one replaces it at once", async () => {
  const { server, clock, readError } = createServer([
    [3, 3],
    [20, 20],
  ]);
  await clock.compare();
  // This machine slept for a minute, and its own clock did not notice.
  server.aheadMs += 60_000;
  await clock.compare();
  expect(readError()).toBe(0);
});
