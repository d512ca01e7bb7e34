import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createMock } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { sampleFile } from "../src/contract/samples.ts";
import { SAMPLE_LANGUAGES } from "../src/sample-languages/registry.ts";
import { exampleValue, operations, replyProblems, requestProblems } from "./contract.ts";
import { startRecordingServer } from "./recording-server.ts";
import { findProgram, runSample } from "./sample-runner.ts";

const KEY = "a-key-of-the-tests";

const languages = SAMPLE_LANGUAGES.map((language) => ({ language, program: findProgram(language) }));
const missing = languages.filter(({ program }) => program === undefined);
const samples = languages.flatMap(({ language, program }) =>
  program === undefined
    ? []
    : operations
        .map((operation) => ({ operation, file: sampleFile(operation.operationId, language) }))
        .filter(({ file }) => existsSync(file))
        .map((sample) => ({ ...sample, installed: { language, program } })),
);

test.skipIf(!process.env["CI"]).each(missing)(
  "the samples in $language.title run (skipped outside CI: $language.programs.0 is missing, or lacks $language.needs)",
  ({ language }) => expect.fail(`${language.title} must run in CI: see the packages in .ci/run`),
);

const refusals = [
  {
    name: "an error under HTTP 200",
    answer: () => exampleResponse(200, "invalid_api_key"),
    parts: [messageOf("invalid_api_key")],
  },
  {
    name: "an HTTP error",
    answer: () => exampleResponse(402, "payment_required"),
    parts: ["402", messageOf("payment_required")],
  },
  {
    name: "a response that is not JSON",
    answer: () => new Response("<h1>Bad gateway</h1>", { headers: { "content-type": "text/html" } }),
    parts: ["Bad gateway"],
  },
];

describe.each(samples)(
  "$installed.language.title: $operation.operationId",
  ({ operation, file, installed }) => {
    const args = operation.pathValues;
    const key = { DREAMBOOTH_SANDBOX_API_KEY: KEY };
    const run = async (env: Record<string, string>) =>
      runSample(operation.operationId, installed, await readFile(file, "utf8"), { args, env });

    test("sends the documented request to the mock and prints its response", async () => {
      await using mock = await createMock();
      await using server = await startRecordingServer((request) => mock.fetch(request));
      const { code, stdout, stderr } = await run({ ...key, DREAMBOOTH_SANDBOX_BASE_URL: server.url });

      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: expect.not.stringMatching(/deprecat|warning|notice/i),
      });
      const [exchange, ...others] = server.exchanges;
      expect(others).toEqual([]);
      expect(exchange).toMatchObject({
        method: operation.method.toUpperCase(),
        path: operation.documentedPath,
        contentType: "application/json",
      });
      const request: unknown = JSON.parse(exchange?.body ?? "");
      expect(request).toEqual({ ...operation.request, key: KEY });
      expect(requestProblems(operation, request)).toEqual([]);
      const response = printedResponse(stdout);
      expect(response).toMatchObject({ status: "success" });
      expect(replyProblems(operation, response)).toEqual([]);
      expect(response).toEqual(JSON.parse(exchange?.reply ?? ""));
    });

    test.each(refusals)("fails for $name and prints the reason", async ({ answer, parts }) => {
      await using server = await startRecordingServer(answer);
      const { code, stdout, stderr } = await run({ ...key, DREAMBOOTH_SANDBOX_BASE_URL: server.url });

      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toSatisfy((text: string) => parts.some((part) => text.includes(part)));
      expect(server.exchanges).toHaveLength(1);
    });

    test("sends nothing without a key", async () => {
      await using server = await startRecordingServer(() => exampleResponse(200, "created"));
      const { code, stderr } = await run({ DREAMBOOTH_SANDBOX_BASE_URL: server.url });

      expect(code).not.toBe(0);
      expect(stderr).toContain("DREAMBOOTH_SANDBOX_API_KEY");
      expect(server.exchanges).toEqual([]);
    });
  },
);

/** The client's samples print the client's result, which has the response itself in `raw`. */
function printedResponse(stdout: string): unknown {
  const printed: { raw?: unknown } = JSON.parse(stdout);
  return printed.raw ?? printed;
}

function exampleResponse(status: number, name: string): Response {
  return Response.json(exampleValue(name), { status });
}

function messageOf(name: string): string {
  return String(exampleValue(name)["message"]);
}
