import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readSnippets } from "./snippets.ts";

const run = promisify(execFile);
const KEY = "secret-api-key";

/** A span that the program printed. */
interface PrintedSpan {
  name: string;
  parent?: string;
  attributes: Record<string, unknown>;
  status: { code: number; message?: string };
}

/** What runs before the guide's recipe: it registers the OpenTelemetry SDK. */
const setUp = `
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { trace as api } from "@opentelemetry/api";

const exporter = new InMemorySpanExporter();
api.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
`;

/** Calls to trace: one of each kind. One of them fails. */
const calls = `
import { createClient, systemClock } from "@dreambooth-sandbox/client";
import { createWebhookHandler } from "@dreambooth-sandbox/client/webhook";

const responses = [
  { status: "success", messege: "deploying_gpu", training_id: "T1" },
  { status: "success", messege: "training_started" },
  { status: "success", messege: "model_ready" },
  { status: "success", messege: "model_ready" },
  { status: "error", message: "Invalid Api Key" },
];
const client = createClient({
  apiKey: "${KEY}",
  fetch: async () => Response.json(responses.shift()),
  clock: { now: systemClock.now, sleep: (ms, signal) => systemClock.sleep(ms / 1000, signal) },
});
const { trainingId } = await client.createTraining({
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: ["https://example.com/1.png", "https://example.com/2.png", "https://example.com/3.png"],
  training_type: "men",
  max_train_steps: 6,
});
await client.waitForTraining(trainingId);
const handle = createWebhookHandler({ client, onUpdate: () => {} });
await handle(new Request("https://example.com/", { method: "POST", body: JSON.stringify({ model_id: trainingId }) }));
await client.getTrainingStatus(trainingId).catch(() => {});

const spans = exporter.getFinishedSpans();
const nameOf = (id) => spans.find((span) => span.spanContext().spanId === id)?.name;
console.log(JSON.stringify(spans.map(({ name, parentSpanContext, attributes, status }) => ({
  name, parent: nameOf(parentSpanContext?.spanId), attributes, status,
}))));
`;

test("the recipe for OpenTelemetry records a span of each call, polls within their wait or webhook call", async () => {
  const recipe = readSnippets("ts").find(({ where }) => where.includes("tracing.md"));
  const { stdout } = await run(
    process.execPath,
    [
      "--conditions=@dreambooth-sandbox/source",
      "--input-type=module-typescript",
      "--eval",
      [setUp, recipe?.code, calls].join("\n"),
    ],
    { cwd: join(import.meta.dirname, "..") },
  );
  const spans = JSON.parse(stdout) as PrintedSpan[];
  expect(spans.map(({ name, parent }) => [name, parent])).toEqual([
    ["create", undefined],
    ["poll", "wait"],
    ["poll", "wait"],
    ["wait", undefined],
    ["poll", "webhook"],
    ["webhook", undefined],
    ["poll", undefined],
  ]);
  const [create, , , wait] = spans;
  expect(create?.attributes).toEqual({ operation: "createTraining", attempts: 1, waitMs: 0 });
  expect(wait?.attributes).toEqual({ trainingId: "T1", attempts: 2, waitMs: expect.any(Number) });
  expect(spans.at(-1)).toMatchObject({
    attributes: { operation: "getTrainingStatus", trainingId: "T1" },
    status: { message: expect.stringContaining("AuthenticationError") },
  });
  expect(stdout).not.toContain(KEY);
  expect(stdout).not.toContain("example.com");
});
