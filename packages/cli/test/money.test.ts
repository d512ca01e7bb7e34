import type { Intent } from "@dreambooth-sandbox/client";
import { fileJournal } from "@dreambooth-sandbox/client/journal";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentedRequest, toTrainArgs, trainArgs, vendorUrl } from "./contract.ts";
import { createFolder, run } from "./run.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const HOUR_MS = 60 * 60_000;
const withoutYes = trainArgs.filter((word) => word !== "--yes");
const respondUnknown = async () => new Response("<h1>Bad gateway</h1>", { status: 502 });
const respondRefused = async () => Response.json({ status: "error", message: "No." }, { status: 422 });

/** A clock that starts this long after the virtual one. */
function createLaterClock(ms: number) {
  const clock = createVirtualClock();
  return { ...clock, now: () => clock.now() + ms };
}

async function readList(stateHome: string) {
  const { stdout } = await run(["list", "--json"], { stateHome });
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}

describe("the prompt", () => {
  test("shows the request without the key, and what is known about the price", async () => {
    const env = { DREAMBOOTH_SANDBOX_API_KEY: "s3cret-k3y" };
    const { stderr } = await run(withoutYes, { env, isTTY: true, typed: { "[y/N]": "n\n" } });
    expect(stderr).toContain(
      JSON.stringify(documentedRequest["images"], undefined, 2).replaceAll("\n", "\n  "),
    );
    expect(stderr).toContain(`POST ${vendorUrl}/`);
    expect(stderr).toContain("about 3 USD per model");
    expect(stderr).not.toContain("s3cret-k3y");
  });

  test.each(["y\n", "YES\n"])("sends the request after %j", async (answer) => {
    const { bodies, exitCode } = await run(withoutYes, { isTTY: true, typed: { "[y/N]": answer } });
    expect(bodies).toEqual([{ ...documentedRequest, key: "test" }]);
    expect(exitCode).toBe(0);
  });

  test.each(["n\n", "\n", "maybe\n"])("sends nothing after %j", async (answer) => {
    const { requests, stderr } = await run(withoutYes, { isTTY: true, typed: { "[y/N]": answer } });
    expect(stderr).toMatch(/error: Nothing was sent\.\n$/);
    expect(requests).toBe(0);
  });

  test("is required without a terminal", async () => {
    const { requests, stderr } = await run(withoutYes);
    expect(stderr).toContain("--yes");
    expect(requests).toBe(0);
  });

  test("does not come before an invalid or repeated request is refused", async () => {
    await using folder = await createFolder();
    await run(trainArgs, { stateHome: folder.path });
    const { stderr } = await run(withoutYes, { stateHome: folder.path, isTTY: true });
    expect(stderr).toContain("The same request created training");
    expect(stderr).not.toContain("[y/N]");
  });
});

describe("--dry-run", () => {
  test("prints the request, and needs no key and no terminal", async () => {
    const { stdout, requests, exitCode } = await run([...withoutYes, "--dry-run"], { env: {} });
    expect(JSON.parse(stdout)).toEqual(documentedRequest);
    expect(requests).toBe(0);
    expect(exitCode).toBe(0);
  });

  test("prints what is sent, also with a webhook", async () => {
    const args = toTrainArgs({ ...documentedRequest, webhook: "https://example.com/training" });
    const { stdout } = await run([...args, "--dry-run"]);
    const { bodies } = await run(args);
    expect(bodies).toEqual([{ ...JSON.parse(stdout), key: "test" }]);
  });

  test("validates the request", async () => {
    const args = toTrainArgs({ ...documentedRequest, max_train_steps: "many" });
    const { stderr, exitCode } = await run([...args, "--dry-run"], { env: {} });
    expect(stderr).toContain("--max-train-steps must be");
    expect(exitCode).toBe(2);
  });

  test("does not count as sent", async () => {
    await using folder = await createFolder();
    await run([...trainArgs, "--dry-run"], { stateHome: folder.path });
    expect(await readList(folder.path)).toEqual([]);
  });
});

describe("a request that was sent before", () => {
  test("is refused within an hour, with the earlier training", async () => {
    await using folder = await createFolder();
    await run(trainArgs, { stateHome: folder.path });
    const clock = createLaterClock(HOUR_MS - 1);
    const { stderr, requests } = await run(trainArgs, { stateHome: folder.path, clock });
    expect(stderr).toContain("created training F5jvdzGnYi 1 hour ago. Nothing was sent.");
    expect(stderr).toContain("\n  dreambooth-sandbox wait F5jvdzGnYi\n");
    expect(requests).toBe(0);
  });

  test.each([
    ["--again", ["--again"], createVirtualClock()],
    ["an hour", [], createLaterClock(HOUR_MS)],
  ])("is sent after %s", async (_, extra, clock) => {
    await using folder = await createFolder();
    await run(trainArgs, { stateHome: folder.path });
    const { requests } = await run([...trainArgs, ...extra], { stateHome: folder.path, clock });
    expect(requests).toBe(1);
    expect(await readList(folder.path)).toHaveLength(2);
  });

  test("is sent again after it was refused", async () => {
    await using folder = await createFolder();
    await run(trainArgs, { stateHome: folder.path, fetch: respondRefused });
    const { exitCode } = await run(trainArgs, { stateHome: folder.path });
    expect(exitCode).toBe(0);
    expect(await readList(folder.path)).toMatchObject([{ state: "created" }]);
  });

  test.each([
    ["a refused one with --again", respondRefused],
    ["an unknown one with --again that made no training", respondUnknown],
  ])("is refused although %s came between", async (_, respond) => {
    await using folder = await createFolder();
    const { path: stateHome } = folder;
    await run(trainArgs, { stateHome });
    await run([...trainArgs, "--again"], { stateHome, fetch: respond });
    const { intentId } = (await readList(stateHome)).find(({ state }) => state !== "created");
    await run(["resolve", intentId, "--not-created"], { stateHome });
    expect((await run(trainArgs, { stateHome })).exitCode).toBe(7);
  });

  test("is refused if a later attempt created a training, and an earlier one did not", async () => {
    await using folder = await createFolder();
    const { path: stateHome } = folder;
    await run(trainArgs, { stateHome, fetch: respondUnknown });
    await run([...trainArgs, "--again"], { stateHome });
    const { intentId } = (await readList(stateHome)).find(({ state }) => state === "unknown");
    await run(["resolve", intentId, "--not-created"], { stateHome });
    expect((await run(trainArgs, { stateHome })).exitCode).toBe(7);
  });

  test("is not the same with another field, or at another service", async () => {
    await using folder = await createFolder();
    await run(trainArgs, { stateHome: folder.path });
    const other = toTrainArgs({ ...documentedRequest, seed: "1" });
    const elsewhere = [...trainArgs, "--base-url", "https://example.com"];
    for (const args of [other, elsewhere])
      expect((await run(args, { stateHome: folder.path })).requests).toBe(1);
  });

  test("is the same if its fields are in another order, or come from a file with numbers", async () => {
    await using folder = await createFolder();
    const file = join(folder.path, "request.json");
    const { max_train_steps: steps, ...rest } = documentedRequest;
    await writeFile(file, JSON.stringify({ max_train_steps: Number(steps), ...rest }));
    await run(trainArgs, { stateHome: folder.path });
    const { exitCode } = await run(["train", "--yes", "--request", file], { stateHome: folder.path });
    expect(exitCode).toBe(7);
  });

  test("is sent by one of two commands at the same moment", async () => {
    await using folder = await createFolder();
    const results = await Promise.all([1, 2, 3].map(() => run(trainArgs, { stateHome: folder.path })));
    expect(results.filter(({ exitCode }) => exitCode === 0)).toHaveLength(1);
    expect(results.filter(({ exitCode }) => exitCode === 7)).toHaveLength(2);
    expect(results.reduce((sum, { requests }) => sum + requests, 0)).toBe(1);
  });

  test("is sent by both of two commands with --again at the same moment", async () => {
    await using folder = await createFolder();
    const args = [...trainArgs, "--again"];
    const results = await Promise.all([1, 2].map(() => run(args, { stateHome: folder.path })));
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(await readList(folder.path)).toHaveLength(2);
  });
});

describe("an unknown outcome", () => {
  test("names the intent and the commands that settle it", async () => {
    await using folder = await createFolder();
    const { stderr } = await run(trainArgs, { stateHome: folder.path, fetch: respondUnknown });
    const [{ intentId }] = await readList(folder.path);
    expect(stderr).toContain("Check your account");
    expect(stderr).toContain(`\n  dreambooth-sandbox resolve ${intentId} --training-id ID\n`);
    expect(stderr).toContain(`\n  dreambooth-sandbox resolve ${intentId} --not-created\n`);
  });

  test("keeps its request from being sent, however long ago it was", async () => {
    await using folder = await createFolder();
    await run(trainArgs, { stateHome: folder.path, fetch: respondUnknown });
    const clock = createLaterClock(100 * HOUR_MS);
    const { exitCode, requests } = await run(trainArgs, { stateHome: folder.path, clock });
    expect([exitCode, requests]).toEqual([7, 0]);
  });

  test("is settled by the training that was found", async () => {
    await using folder = await createFolder();
    await run(trainArgs, { stateHome: folder.path, fetch: respondUnknown });
    const [{ intentId }] = await readList(folder.path);
    const args = ["resolve", intentId, "--training-id", "k8Wq2LmZxA"];
    const { stdout, exitCode } = await run(args, { stateHome: folder.path, env: {} });
    expect([stdout, exitCode]).toEqual([`Intent ${intentId} created training k8Wq2LmZxA.\n`, 0]);
    expect(await readList(folder.path)).toMatchObject([{ state: "created", trainingId: "k8Wq2LmZxA" }]);
  });

  test("is settled as not created, after which the request can be sent", async () => {
    await using folder = await createFolder();
    await run(trainArgs, { stateHome: folder.path, fetch: respondUnknown });
    const [{ intentId }] = await readList(folder.path);
    await run(["resolve", intentId, "--not-created"], { stateHome: folder.path });
    const { requests } = await run(trainArgs, { stateHome: folder.path });
    expect(requests).toBe(1);
  });

  test.each([
    ["neither", []],
    ["both", ["--training-id", "x", "--not-created"]],
  ])("is not settled with %s of the options", async (_, options) => {
    const { exitCode, stderr } = await run(["resolve", "3f9c2a7b41d0-1", ...options]);
    expect(stderr).toContain("Use either --training-id <id> or --not-created.");
    expect(exitCode).toBe(2);
  });

  test("of an intent that the journal does not have is not settled", async () => {
    const { exitCode, stderr } = await run(["resolve", "3f9c2a7b41d0-1", "--not-created"]);
    expect(stderr).toContain("the journal does not have it");
    expect(exitCode).toBe(2);
  });
});

describe("the journal", () => {
  test("can be read by the client", async () => {
    await using folder = await createFolder();
    const path = join(folder.path, "journal");
    await run([...trainArgs, "--journal", path]);
    const intents: Intent[] = [];
    for await (const intent of fileJournal(path).list()) intents.push(intent);
    expect(intents).toMatchObject([{ state: "created", trainingId: "F5jvdzGnYi" }]);
  });

  test("that cannot be written keeps the request from being sent", async () => {
    const { exitCode, stderr, requests } = await run([...trainArgs, "--journal", "/dev/null/journal"]);
    expect(stderr).toContain("error: The journal could not be read, so nothing was sent: ");
    expect([exitCode, requests]).toEqual([1, 0]);
  });

  test("has no key and no prompt", async () => {
    await using folder = await createFolder();
    const env = { DREAMBOOTH_SANDBOX_API_KEY: "s3cret-k3y" };
    await run([...trainArgs, "--wait", "--deadline", "1s"], { stateHome: folder.path, env });
    const files = await readTree(folder.path);
    expect(files.length).toBeGreaterThan(1);
    for (const text of files) expect(text).not.toMatch(/s3cret|adhik|example\.com/);
  });

  test("leads to the same command when a wait ends", async () => {
    await using folder = await createFolder();
    const path = join(folder.path, "my journal");
    const { stderr } = await run([...trainArgs, "--wait", "--deadline", "1s", "--journal", path], {
      fetch: async (url) =>
        Response.json({
          status: "success",
          messege: "deploying_gpu",
          ...(url.endsWith("fine_tune") && { training_id: "x" }),
        }),
    });
    expect(stderr).toContain(`\n  dreambooth-sandbox wait x --journal '${path}'\n`);
  });
});

async function readTree(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), "utf8")));
}
