import { JournalError, UnsupportedRuntimeError } from "@dreambooth-sandbox/client";
import { expect, expectTypeOf, test } from "vitest";
import { type ErrorCode, findExitCode } from "../src/find-exit-code.ts";
import { trainArgs } from "./contract.ts";
import { createBrokenPipe } from "./broken-stream.ts";
import { runInterrupted, waitForever } from "./interrupt.ts";
import { createFolder, run } from "./run.ts";
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

test("exit code 1: the response is not what the contract describes", async () => {
  const { exitCode } = await run(["status", "F5jvdzGnYi"], {
    fetch: async () => new Response("<h1>Hello</h1>"),
  });
  expect(exitCode).toBe(1);
});

// The command reports a journal that fails in its own words, and runs on a runtime that sends requests once.
test.each([new JournalError("Disk full."), new UnsupportedRuntimeError("It repeats requests.")])(
  "exit code 1: a $name",
  (error) => {
    expect(findExitCode(error, new AbortController().signal)).toBe(1);
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
  ["the input is no step log", ["parse-log"], { stdin: "Hello" }],
  ["nobody can be asked, and --yes is missing", trainArgs.filter((word) => word !== "--yes"), {}],
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

test("exit code 7: the same request was sent before", async () => {
  await using folder = await createFolder();
  await run(trainArgs, { stateHome: folder.path });
  const { exitCode, requests } = await run(trainArgs, { stateHome: folder.path });
  expect(exitCode).toBe(7);
  expect(requests).toBe(0);
});

test("exit code 8: the prompt is answered with no", async () => {
  const args = trainArgs.filter((word) => word !== "--yes");
  const { exitCode, requests } = await run(args, { isTTY: true, typed: { "[y/N]": "n\n" } });
  expect(exitCode).toBe(8);
  expect(requests).toBe(0);
});

test.each([
  ["the connection fails", { fetch: () => Promise.reject(new TypeError("fetch failed")) }],
  ["the rate limit is exceeded", respond(429)],
])("exit code 9: %s", async (_, surroundings) => {
  const { exitCode } = await run(["status", "F5jvdzGnYi"], surroundings);
  expect(exitCode).toBe(9);
});

test("exit code 9: the request times out", async () => {
  // Time passes although a request is in flight.
  const clock = { ...createVirtualClock(), hold: (fetch: typeof waitForever) => fetch };
  const { exitCode, stderr } = await run(["status", "F5jvdzGnYi"], { fetch: waitForever, clock });
  expect(stderr).toContain("did not succeed in time");
  expect(exitCode).toBe(9);
});

test("exit code 10: the account is out of credits", async () => {
  const { exitCode } = await run(["status", "F5jvdzGnYi"], respond(402));
  expect(exitCode).toBe(10);
});

test.each([
  [130, "the command is interrupted", "SIGINT"],
  [143, "the command is terminated", "SIGTERM"],
] as const)("exit code %i: %s", async (expected, _, reason) => {
  const { exitCode } = await runInterrupted(["wait", "F5jvdzGnYi"], reason);
  expect(exitCode).toBe(expected);
});

test("exit code 130: the command is interrupted while it creates a training", async () => {
  const { exitCode, stderr } = await runInterrupted(trainArgs, "SIGINT");
  expect(stderr).toContain("The outcome of the create is unknown");
  expect(exitCode).toBe(130);
});

test("exit code 141: the reader of the output ends first", async () => {
  const { exitCode } = await runWithMock(["status", "F5jvdzGnYi"], { stdout: createBrokenPipe() });
  expect(exitCode).toBe(141);
});

test("the type of error codes lists them, and is not any string", () => {
  expectTypeOf<"training_not_found">().toExtend<ErrorCode>();
  expectTypeOf<string>().not.toExtend<ErrorCode>();
});
