import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMock } from "@dreambooth-sandbox/mock";
import { exitCodes } from "dreambooth-sandbox";
import { describe, expect, test } from "vitest";
import { createVirtualClock } from "./virtual-clock.ts";
import { run } from "./run.ts";

const trainArgs = [
  "train",
  "--instance-prompt=photo of adhik person",
  "--class-prompt=photo of person",
  "--image=https://example.com/1.png",
  "--image=https://example.com/2.png",
  "--image=https://example.com/3.png",
  "--training-type=men",
  "--max-train-steps=6",
];

/** The command against a mock in this process, whose time is the command's. */
async function runWithMock(args: string[], options: { scenario?: string } = {}) {
  const clock = createVirtualClock();
  await using mock = await createMock({
    now: () => clock.now(),
    ...(options.scenario && { scenario: options.scenario }),
  });
  return run(args, { fetch: mock.fetch, clock });
}

describe("train", () => {
  test("prints the new training's id alone on standard output", async () => {
    const { exitCode, stdout, stderr } = await runWithMock(trainArgs);
    expect(stdout).toMatch(/^[A-Za-z0-9]{10}\n$/);
    expect(stderr).toContain("deploying_gpu, about 25 minutes to go");
    expect(exitCode).toBe(exitCodes.ok);
  });

  test("follows the training to the end with --wait, and tells steps, time and requests", async () => {
    const { exitCode, stdout, stderr } = await runWithMock([...trainArgs, "--wait", "--every", "1m"]);
    expect(stderr.match(/deploying_gpu|training_\w+|trained_\w+|deploying_model|model_ready/g)).toEqual(
      expect.arrayContaining([
        "training_started",
        "trained_model_compressing",
        "deploying_model",
        "model_ready",
      ]),
    );
    expect(stdout).toMatch(/is model_ready after 55 minutes.*: 4 steps, \d+ requests\./);
    expect(exitCode).toBe(exitCodes.ok);
  });

  test("names every problem and sends nothing when the request is wrong", async () => {
    const { exitCode, stderr, requests } = await run([
      "train",
      "--image",
      "not-a-url",
      "--max-train-steps",
      "9999",
    ]);
    for (const field of ["instance_prompt", "class_prompt", "images[0]", "max_train_steps"]) {
      expect(stderr).toContain(field);
    }
    expect(requests).toBe(0);
    expect(exitCode).toBe(exitCodes.usage);
  });

  test("takes the request from a file, and options before it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "dreambooth-sandbox-cli-"));
    const file = join(folder, "request.json");
    await writeFile(
      file,
      JSON.stringify({
        instance_prompt: "photo of a cup",
        class_prompt: "photo of cups",
        images: ["https://example.com/1.png"],
        training_type: "men",
        max_train_steps: 2,
      }),
    );
    const { bodies } = await run(["train", "--request", file, "--training-type", "none"]);
    expect(bodies[0]).toMatchObject({ instance_prompt: "photo of a cup", training_type: null });
  });

  test.each([
    ["is missing", undefined, /Cannot read/],
    ["is no JSON", "{", /must hold a JSON object/],
    ["holds a list", "[]", /must hold a JSON object/],
  ])("says so in one line when the request file %s", async (_, content, expected) => {
    const file = join(await mkdtemp(join(tmpdir(), "dreambooth-sandbox-cli-")), "request.json");
    if (content !== undefined) await writeFile(file, content);
    const { exitCode, stderr } = await run(["train", "--request", file]);
    expect(stderr).toMatch(expected);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(exitCode).toBe(exitCodes.usage);
  });

  test("warns against a blind repetition when the create's outcome is unknown", async () => {
    const { exitCode, stderr } = await run(trainArgs, {
      fetch: async () => new Response("<h1>Bad gateway</h1>", { status: 502 }),
    });
    expect(stderr).toContain("may exist and be charged for");
    expect(exitCode).toBe(exitCodes.outcomeUnknown);
  });
});

describe("wait", () => {
  test("ends with the failure's reason and its own exit code when the training fails", async () => {
    const { exitCode, stderr } = await runWithMock([...trainArgs, "--wait"], { scenario: "failure" });
    expect(stderr).toMatch(/error: Training \w+ ended as training_failed: .+/);
    expect(exitCode).toBe(exitCodes.trainingFailed);
  });

  test("names the command to go on with when the deadline passes", async () => {
    const { exitCode, stderr } = await runWithMock([...trainArgs, "--wait", "--deadline", "10m"]);
    expect(stderr).toMatch(/Follow it again: dreambooth-sandbox wait \w{10}\n/);
    expect(exitCode).toBe(exitCodes.deadline);
  });

  test("prints one JSON document a line with --json", async () => {
    const { stdout } = await runWithMock(["wait", "F5jvdzGnYi", "--json"]);
    const updates = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(updates.at(-1)).toMatchObject({ trainingId: "F5jvdzGnYi", phase: "succeeded", progress: 1 });
    expect(updates.at(-1).entries).toHaveLength(5);
  });

  test("stops at an interrupt, and names the command to go on with", async () => {
    const interrupt = new AbortController();
    const { exitCode, stderr } = await run(["wait", "F5jvdzGnYi"], {
      signal: interrupt.signal,
      fetch: (_url, init) => {
        setImmediate(() => interrupt.abort(new Error("Interrupted.")));
        return new Promise((_resolve, reject) => {
          init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
        });
      },
    });
    expect(stderr).toContain("dreambooth-sandbox wait F5jvdzGnYi");
    expect(exitCode).toBe(exitCodes.interrupted);
  });

  test("refuses a deadline that is no time", async () => {
    const { exitCode, stderr } = await run(["wait", "F5jvdzGnYi", "--deadline", "soon"]);
    expect(stderr).toContain("Expected a time such as 90m or 2h.");
    expect(exitCode).toBe(exitCodes.usage);
  });
});

describe("status", () => {
  test("shows the status and the log", async () => {
    const { exitCode, stdout } = await runWithMock(["status", "F5jvdzGnYi"]);
    expect(stdout).toContain("model_ready (succeeded)");
    expect(stdout).toContain("step 4: Model Uploaded  (ETA 5 minutes)");
    expect(stdout).toMatch(/\nsucceeded, 100 %\n$/);
    expect(exitCode).toBe(exitCodes.ok);
  });

  test("says that an id is unknown", async () => {
    const { exitCode, stderr } = await runWithMock(["status", "nobody"]);
    expect(stderr).toMatch(/^error: .*nobody.*\n$/);
    expect(exitCode).toBe(exitCodes.error);
  });
});

describe("parse-log", () => {
  test("reads a log from standard input, without a key", async () => {
    const { stdout } = await run(["parse-log"], {
      env: {},
      stdin: " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes",
    });
    expect(stdout).toBe(
      "step      step 1: Training Started  (ETA 30 minutes)\n\nrunning, 17 %, about 30 minutes left\n",
    );
  });

  test.each([
    ["data", '{"data":"Step:2 Training Done, 4 Steps to go"}'],
    ["logs", '{"logs":"Step:2 Training Done, 4 Steps to go"}'],
  ])("finds the log of a whole reply in %s", async (_, stdin) => {
    const { stdout } = await run(["parse-log", "-", "--json"], { stdin });
    expect(JSON.parse(stdout).entries).toMatchObject([{ kind: "step", number: 2, title: "Training Done" }]);
  });

  test.each(["{ no JSON", "{}", '{"data":5}'])("takes %s for a log", async (stdin) => {
    const { stdout, exitCode } = await run(["parse-log", "--json"], { stdin });
    expect(JSON.parse(stdout).entries).toMatchObject([{ kind: "unknown" }]);
    expect(exitCode).toBe(exitCodes.ok);
  });

  test("says what it needs when standard input is a terminal", async () => {
    const { exitCode, stderr } = await run(["parse-log"], { isTTY: true });
    expect(stderr).toContain("got a terminal");
    expect(exitCode).toBe(exitCodes.usage);
  });

  test("names a file that cannot be read", async () => {
    const { exitCode, stderr } = await run(["parse-log", "/does/not/exist.log"]);
    expect(stderr).toContain("/does/not/exist.log");
    expect(exitCode).toBe(exitCodes.usage);
  });
});

describe("errors", () => {
  test.each([
    ["a missing key", ["status", "x"], { env: {} }, /DREAMBOOTH_SANDBOX_API_KEY/, exitCodes.usage],
    [
      "HTML in a reply",
      ["status", "x"],
      { fetch: async () => new Response("<h1>Hello</h1>") },
      /<h1>Hello/,
      exitCodes.error,
    ],
    [
      "malformed JSON in a reply",
      ["status", "x"],
      { fetch: async () => new Response("{") },
      /JSON/,
      exitCodes.error,
    ],
    ["an unknown command", ["trian"], {}, /unknown command 'trian'/, exitCodes.usage],
    ["a missing id", ["status"], {}, /missing required argument 'training-id'/, exitCodes.usage],
  ] as const)("ends %s in one sentence without a stack", async (_, args, surroundings, expected, code) => {
    const { exitCode, stderr } = await run([...args], surroundings);
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(code);
  });

  test("names the host and the reason when nothing listens there", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { exitCode, stderr } = await run(["--base-url", `http://127.0.0.1:${port}`, "status", "x"], {
      fetch: globalThis.fetch,
    });
    expect(stderr).toContain(`127.0.0.1:${port}`);
    expect(stderr).toMatch(/ECONNREFUSED|refused/);
    expect(exitCode).toBe(exitCodes.error);
  });

  test("shows the stack with --debug", async () => {
    const { stderr } = await run(["--debug", "status", "x"], { env: {} });
    expect(stderr).toMatch(/^\s+at /m);
  });

  test("never shows the key", async () => {
    const key = "s3cret-k3y/+";
    const { stderr, stdout } = await run(["--debug", "status", "x"], {
      env: { DREAMBOOTH_SANDBOX_API_KEY: key },
      fetch: async (_url, init) =>
        new Response(`You sent ${await new Response(init.body ?? null).text()} ${encodeURIComponent(key)}`),
    });
    expect(stderr).toContain("You sent");
    expect(stdout + stderr).not.toContain(key);
    expect(stdout + stderr).not.toContain(encodeURIComponent(key));
  });
});
