import { expect, test } from "vitest";
import { trainArgs } from "./contract.ts";
import { run, type Surroundings } from "./run.ts";
import { runWithMock } from "./run-with-mock.ts";

/** Names of the client's options and methods, which mean nothing on the command line. */
const LIBRARY_TERMS = [
  "allowInsecureHttp",
  "apiKey",
  "baseUrl",
  "createClient",
  "createTraining",
  "deadlineMs",
  "intentId",
  "maxRetries",
  "onUpdate",
  "resolveIntent",
  "timeoutMs",
  "watchTraining",
];

const respond = (status: number, body: object = { status: "error", message: "No." }): Surroundings => ({
  fetch: async () => Response.json(body, { status }),
});
const failConnection: Surroundings = { fetch: () => Promise.reject(new TypeError("fetch failed")) };

test.each<[string, string[], Surroundings]>([
  ["a missing key", ["status", "x"], { env: {} }],
  ["a rejected key", ["status", "x"], respond(401)],
  ["an unknown id", ["status", "x"], respond(404, { status: "error", messege: "training id not found" })],
  ["an exceeded rate limit", ["status", "x"], respond(429)],
  ["a response that is not JSON", ["status", "x"], { fetch: async () => new Response("<h1>Hello</h1>") }],
  ["a failed connection", ["status", "x"], failConnection],
  ["a failed connection while waiting", ["wait", "x"], failConnection],
  ["a failed connection before a create", trainArgs, failConnection],
  ["an insecure base URL", ["status", "x", "--base-url", "http://example.com"], {}],
  ["an insecure base URL of a create", [...trainArgs, "--base-url", "http://example.com"], {}],
  ["an invalid id", ["status", ""], {}],
  ["an unknown outcome", trainArgs, respond(502)],
  [
    "a deadline",
    ["wait", "x", "--deadline", "1m"],
    respond(200, { status: "success", messege: "deploying_gpu" }),
  ],
  ["an intent that does not exist", ["resolve", "x", "--not-created"], {}],
])("the message about %s uses the terms of the command line", async (_, args, surroundings) => {
  const { stderr, exitCode } = await run(args, surroundings);
  expect(stderr).toContain("error: ");
  expect(exitCode).not.toBe(0);
  for (const term of LIBRARY_TERMS) expect(stderr).not.toContain(term);
});

test("a missing key is explained by the ways to give it", async () => {
  const { stderr } = await run(["status", "x"], { env: {} });
  expect(stderr).toBe(
    "error: The API key is missing. Set DREAMBOOTH_SANDBOX_API_KEY, or use --key-file <file>.\n",
  );
});

test("a lost connection is followed by the command that resumes", async () => {
  const { stderr } = await run(["wait", "F5jvdzGnYi"], failConnection);
  expect(stderr).toMatch(/\nNext:\n {2}dreambooth-sandbox wait F5jvdzGnYi\n$/);
});

test("a training that failed cannot be resumed", async () => {
  const { stderr } = await runWithMock([...trainArgs, "--wait"], { scenario: "failure" });
  expect(stderr).not.toContain("Next:");
});

test("a typo gets a suggestion", async () => {
  const command = await run(["trian"]);
  const option = await run(["wait", "x", "--deadlin", "1h"]);
  expect(command.stderr).toContain("Did you mean train?");
  expect(option.stderr).toContain("Did you mean --deadline?");
});

test("text of the service does not control the terminal", async () => {
  const hostile = "\u001B[2J\u001B]0;owned\u0007\u009B31mred\u0000";
  const surroundings = respond(200, {
    status: "success",
    messege: hostile,
    data: `${hostile}\nStep:1 ${hostile}, 5 Steps to go`,
  });
  const outputs = await Promise.all([
    run(["status", "x"], surroundings),
    run(["status", "x"], respond(500, { status: "error", message: hostile })),
    run(["parse-log"], { stdin: `Step:1 ${hostile}, 5 Steps to go` }),
  ]);
  for (const { stdout, stderr } of outputs) {
    expect(stdout + stderr).toContain("red");
    // Line breaks are the only control characters.
    expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]/u);
  }
});
