import { requestRules, trainingStatusPhases } from "@dreambooth-sandbox/client/contract";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentedRequest, toTrainArgs, trainArgs } from "./contract.ts";
import { run } from "./run.ts";
import { runWithMock } from "./run-with-mock.ts";

const { images: _images, ...requestWithoutImages } = documentedRequest;

async function createRequestFile(content: unknown): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "dreambooth-sandbox-cli-")), "request.json");
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

describe("train", () => {
  test("sends every field of the documented request as given", async () => {
    const { bodies } = await run(trainArgs);
    expect(bodies).toEqual([{ ...documentedRequest, key: "test" }]);
  });

  test("prints only the new training's id on standard output", async () => {
    const { stdout, stderr } = await runWithMock(trainArgs);
    expect(stdout).toMatch(/^[A-Za-z0-9]+\n$/);
    expect(stderr).toMatch(/Created a training: \w+, about \d+ minutes remaining\.\n/);
  });

  test("follows the training to the end with --wait", async () => {
    const { stdout, stderr } = await runWithMock([...trainArgs, "--wait", "--every", "1m"]);
    const phases = Object.entries(trainingStatusPhases);
    const running = phases.filter(([, phase]) => phase === "running").map(([status]) => status);
    const [last] = phases.find(([, phase]) => phase === "succeeded") ?? [];
    for (const status of running) expect(stderr).toContain(status);
    expect(stdout).toMatch(new RegExp(`is ${last} after .+: \\d+ steps, \\d+ requests\\.`));
  });

  test("prints a warning for a request that does not follow a recommendation", async () => {
    const { stderr, requests } = await run(
      toTrainArgs({ ...documentedRequest, images: ["https://example.com/1.png"] }),
    );
    expect(stderr).toContain("warning: Recommended: ");
    expect(requests).toBe(1);
  });

  test("sends null for the word none", async () => {
    const { bodies } = await run([...trainArgs, "--training-type", "none", "--seed", "none"]);
    expect(bodies).toMatchObject([{ training_type: null, seed: null }]);
  });

  test("describes an unknown outcome", async () => {
    const { stderr } = await run(trainArgs, {
      fetch: async () => new Response("<h1>Bad gateway</h1>", { status: 502 }),
    });
    expect(stderr).toContain("Check your account before you send it again.");
  });
});

describe("an invalid request", () => {
  test("is not sent, and every required option that is missing is named", async () => {
    const { stderr, requests } = await run(["train"]);
    for (const [field, { required }] of Object.entries(requestRules.createTraining)) {
      const message = `  --${field.replaceAll("_", "-")} is required and must be `;
      expect([field, stderr.includes(message)]).toEqual([field, required]);
    }
    expect(requests).toBe(0);
  });

  test("is explained by the option and the item", async () => {
    const images = ["https://example.com/1.png", "https://example.com/2.png", "ftp://example.com/3.png"];
    const { stderr } = await run(toTrainArgs({ ...documentedRequest, images, max_train_steps: "many" }));
    expect(stderr).toContain(
      '\n  --images: item 3 must be an http(s) URL (got "ftp://example.com/3.png").\n',
    );
    expect(stderr).toMatch(/\n {2}--max-train-steps must be .+ \(got "many"\)\.\n/);
  });

  test("is explained by the field if it comes from a file", async () => {
    const file = await createRequestFile({ ...requestWithoutImages, max_train_steps: "many" });
    const { stderr } = await run(["train", "--request", file, "--training-type", "cat"]);
    expect(stderr).toContain("\n  images is required and must be ");
    expect(stderr).toMatch(/\n {2}max_train_steps must be .+ \(got "many"\)\.\n/);
    expect(stderr).toMatch(/\n {2}--training-type must be .+ \(got "cat"\)\.\n/);
  });

  test("is explained by the field and the index if a list comes from a file", async () => {
    const file = await createRequestFile({ ...documentedRequest, images: ["https://example.com/", "1.png"] });
    const { stderr } = await run(["train", "--request", file]);
    expect(stderr).toContain('\n  images[1] must be an http(s) URL (got "1.png").\n');
  });

  test("that the service rejects is explained in the service's words", async () => {
    const message = { max_train_steps: ["The max_train_steps field is odd."] };
    const { stderr } = await run(trainArgs, {
      fetch: async () => Response.json({ status: "error", message }, { status: 422 }),
    });
    expect(stderr).toContain(JSON.stringify(message));
  });
});

describe("a request file", () => {
  test("gives the fields that no option gives", async () => {
    const file = await createRequestFile(documentedRequest);
    const { bodies } = await run(["train", "--yes", "--request", file, "--training-type", "none"]);
    expect(bodies).toEqual([{ ...documentedRequest, training_type: null, key: "test" }]);
  });

  test.each([
    ["is not JSON", "{"],
    ["is a list", "[]"],
    ["is null", "null"],
  ])("that %s is reported on one line", async (_, content) => {
    const { exitCode, stderr } = await run(["train", "--request", await createRequestFile(content)]);
    expect(stderr).toMatch(/^error: .+request\.json must contain a JSON object .+\n$/);
    expect(exitCode).toBe(2);
  });

  test("that does not exist is reported on one line", async () => {
    const { exitCode, stderr } = await run(["train", "--request", "/does/not/exist.json"]);
    expect(stderr).toMatch(/^error: Cannot read \/does\/not\/exist\.json: .+\n$/);
    expect(exitCode).toBe(2);
  });
});
