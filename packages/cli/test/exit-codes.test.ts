import { JournalError, UnsupportedRuntimeError } from "@dreambooth-sandbox/client";
import { expect, expectTypeOf, test } from "vitest";
import { type ErrorCode, findExitCode } from "../src/find-exit-code.ts";
import { trainArgs } from "./contract.ts";
import { runInterrupted, waitForever } from "./interrupt.ts";
import { run } from "./run.ts";
import { runWithMock } from "./run-with-mock.ts";
import { createVirtualClock } from "./virtual-clock.ts";

// Scripts rely on the numbers, so they stand here literally.

const respond = (status: number) => ({
  fetch: async () => Response.json({ status: "error", message: "Refused." }, { status }),
});

test("exit code 0: the command succeeds", async () => {
  const { exitCode } = await runWithMock(["status", "F5jvdzGnYi"]);
  expect(exitCode).toBe(0);
});

test.each(["--help", "--version"])("exit code 0: %s is printed", async (option) => {
  const { exitCode } = await run([option]);
  expect(exitCode).toBe(0);
});

test.each([
  ["the response is not what the contract describes", { fetch: async () => new Response("<h1>Hello</h1>") }],
  ["the connection fails", { fetch: () => Promise.reject(new TypeError("fetch failed")) }],
  ["the account is out of credits", respond(402)],
  ["the rate limit is exceeded", respond(429)],
])("exit code 1: %s", async (_, surroundings) => {
  const { exitCode } = await run(["status", "F5jvdzGnYi"], surroundings);
  expect(exitCode).toBe(1);
});

test("exit code 1: the request times out", async () => {
  // Time passes although a request is in flight.
  const clock = { ...createVirtualClock(), hold: (fetch: typeof waitForever) => fetch };
  const { exitCode, stderr } = await run(["status", "F5jvdzGnYi"], { fetch: waitForever, clock });
  expect(stderr).toContain("did not succeed in time");
  expect(exitCode).toBe(1);
});

// The command has no journal, and runs on a runtime that sends requests once.
test.each([new JournalError("Disk full."), new UnsupportedRuntimeError("It repeats requests.")])(
  "exit code 1: a $name",
  (error) => {
    expect(findExitCode(error, undefined)).toBe(1);
  },
);

test.each([
  ["the command is unknown", ["trian"], {}],
  ["an argument is missing", ["status"], {}],
  ["an option's value is invalid", ["wait", "F5jvdzGnYi", "--deadline", "soon"], {}],
  ["the request is invalid", ["train"], {}],
  ["the API key is missing", ["status", "F5jvdzGnYi"], { env: {} }],
  ["the service rejects the API key", ["status", "F5jvdzGnYi"], respond(401)],
  ["the service rejects the request", trainArgs, respond(422)],
])("exit code 2: %s", async (_, args, surroundings) => {
  const { exitCode } = await run(args, surroundings);
  expect(exitCode).toBe(2);
});

test("exit code 3: the training fails", async () => {
  const { exitCode } = await runWithMock([...trainArgs, "--wait"], { scenario: "failure" });
  expect(exitCode).toBe(3);
});

test("exit code 4: the deadline passes", async () => {
  const { exitCode } = await runWithMock([...trainArgs, "--wait", "--deadline", "10m"]);
  expect(exitCode).toBe(4);
});

test("exit code 5: the outcome of a create is unknown", async () => {
  const { exitCode } = await run(trainArgs, {
    fetch: async () => new Response("<h1>Bad gateway</h1>", { status: 502 }),
  });
  expect(exitCode).toBe(5);
});

test.each(["status", "wait"])("exit code 6: %s gets an unknown training id", async (command) => {
  const { exitCode } = await runWithMock([command, "nobody"]);
  expect(exitCode).toBe(6);
});

test("exit code 130: the command is interrupted", async () => {
  const { exitCode } = await runInterrupted();
  expect(exitCode).toBe(130);
});

test("the type of error codes lists them, and is not any string", () => {
  expectTypeOf<"training_not_found">().toExtend<ErrorCode>();
  expectTypeOf<string>().not.toExtend<ErrorCode>();
});
