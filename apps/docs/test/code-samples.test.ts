import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createMock } from "@dreambooth-sandbox/mock";
import { describe, expect, test, vi } from "vitest";
import { SAMPLE_LANGUAGES, type SampleExtension } from "../src/sample-languages.ts";
import { fillSample } from "../src/try-it/fill-sample.ts";
import { contract, exampleValue, OPENAPI, operations, replyProblems, requestProblems } from "./contract.ts";
import { startRecordingServer } from "./recording-server.ts";
import { isInstalled, runSample } from "./sample-runner.ts";

const SAMPLES = join(OPENAPI, "code-samples");
/** A process that starts on a busy machine may take seconds, Java's compiler above all. */
vi.setConfig({ testTimeout: 60_000 });

const KEY = "a-key-of-the-tests";
const TRAINING_ID = "F5jvdzGnYi";

test("every operation has one sample in each language, and no other file is there", async () => {
  const files = await readdir(SAMPLES);
  const expected = operations.flatMap(({ operationId }) =>
    SAMPLE_LANGUAGES.map(({ extension }) => `${operationId}.${extension}`),
  );
  expect(files.toSorted()).toEqual([...expected, "README.md"].toSorted());
});

const installed = SAMPLE_LANGUAGES.filter(({ extension }) => isInstalled(extension));
const missing = SAMPLE_LANGUAGES.filter((language) => !installed.includes(language));

test.skipIf(!process.env["CI"]).each(missing)("$label and what its samples need are installed", ({ label }) =>
  expect.fail(`${label} must run in CI: see the packages in .ci/run`),
);

const refusals = [
  {
    name: "an error under HTTP 200",
    answer: () => exampleReply(200, "invalid_api_key"),
    says: /Invalid Api Key/,
  },
  { name: "an HTTP error", answer: () => exampleReply(402, "payment_required"), says: /402|credits/ },
  {
    name: "a reply that is not JSON",
    answer: () => new Response("<h1>Bad gateway</h1>", { headers: { "content-type": "text/html" } }),
    says: /Bad gateway/,
  },
];

const samples = installed.flatMap(({ extension, label }) =>
  operations.map((operation) => ({ ...operation, operation, extension, label })),
);

describe.each(samples)("$label: $operationId", ({ operation, operationId, extension }) => {
  const args = operationId === "getTrainingStatus" ? [TRAINING_ID] : [];
  const key = { DREAMBOOTH_SANDBOX_API_KEY: KEY };
  const run = async (env: Record<string, string>) =>
    runSample(operationId, extension, await readSample(operationId, extension), { args, env });

  test("sends the documented request to the mock and prints its reply", async () => {
    await using mock = await createMock();
    await using server = await startRecordingServer((request) => mock.fetch(request));
    const { code, stdout, stderr } = await run({ ...key, DREAMBOOTH_SANDBOX_BASE_URL: server.url });

    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.not.stringMatching(/deprecat|warning|notice/i),
    });
    const [exchange, ...others] = server.exchanges;
    expect(others).toEqual([]);
    const path = operation.path.replace("{training_id}", TRAINING_ID);
    expect(exchange).toMatchObject({ method: "POST", path, contentType: "application/json" });
    const request: unknown = JSON.parse(exchange?.body ?? "");
    expect(request).toEqual({ ...operation.request, key: KEY });
    expect(requestProblems(operation, request)).toEqual([]);
    const reply = printedReply(stdout);
    expect(reply).toMatchObject({ status: "success" });
    expect(replyProblems(operation, reply)).toEqual([]);
    expect(reply).toEqual(JSON.parse(exchange?.reply ?? ""));
  });

  test.each(refusals)("fails for $name and says why", async ({ answer, says }) => {
    await using server = await startRecordingServer(answer);
    const { code, stdout, stderr } = await run({ ...key, DREAMBOOTH_SANDBOX_BASE_URL: server.url });

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(says);
    expect(server.exchanges).toHaveLength(1);
  });

  test("sends nothing without a key", async () => {
    await using server = await startRecordingServer(() => exampleReply(200, "created"));
    const { code, stderr } = await run({ DREAMBOOTH_SANDBOX_BASE_URL: server.url });

    expect(code).not.toBe(0);
    expect(stderr).toContain("DREAMBOOTH_SANDBOX_API_KEY");
    expect(server.exchanges).toEqual([]);
  });

  test("sends to the contract's server unless told otherwise", async () => {
    expect(await readSample(operationId, extension)).toContain(`"${contract.servers[0]?.url}"`);
  });
});

describe.each(installed)("$label, filled in by a reader", ({ extension }) => {
  test("createTraining sends the reader's values to the reader's server", async () => {
    const documented = operations.find(({ operationId }) => operationId === "createTraining")?.request ?? {};
    const fields = {
      instance_prompt: 'it\'s "me" \\ \\n $HOME `id` $(id) ${x} {$x} #{x} %s %% <?php ?> Ünï 🎉\n\tend\\',
      class_prompt: '\'\'\'""" seed: "0"',
      images: ["https://example.com/a%20b.png?c=$d&e='f'", 'https://example.com/\\"`.png'],
      seed: null,
      training_type: null,
      max_train_steps: "14",
      webhook: "https://example.com/hook?a=$b&c=%20",
    };
    await using server = await startRecordingServer(() => exampleReply(200, "created"));
    const sample = await readSample("createTraining", extension);
    const filled = fillSample(sample, extension, { documented, fields, baseUrl: server.url });
    const env = { DREAMBOOTH_SANDBOX_API_KEY: KEY };
    const { code, stderr } = await runSample("createTraining", extension, filled, { env });

    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(server.exchanges[0]?.body ?? "")).toEqual({ ...fields, key: KEY });
  });

  test("getTrainingStatus says how to ask for the reader's training", async () => {
    const sample = await readSample("getTrainingStatus", extension);
    const values = { documented: {}, fields: {}, baseUrl: "http://127.0.0.1", trainingId: "abc123" };
    expect(fillSample(sample, extension, values)).toContain(`getTrainingStatus.${extension} abc123\n`);
  });
});

function readSample(operationId: string, extension: SampleExtension): Promise<string> {
  return readFile(join(SAMPLES, `${operationId}.${extension}`), "utf8");
}

/** The client's samples print what the client makes of the reply, with the reply itself in `raw`. */
function printedReply(stdout: string): unknown {
  const printed: { raw?: unknown } = JSON.parse(stdout);
  return printed.raw ?? printed;
}

function exampleReply(status: number, name: string): Response {
  const body = exampleValue(name);
  if (body === undefined) throw new Error(`The contract has no example ${name}.`);
  return Response.json(body, { status });
}
