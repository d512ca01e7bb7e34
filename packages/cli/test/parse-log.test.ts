import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { collect, createFolder, run } from "./run.ts";

const STEP = "Step:2 Training Done, 4 Steps to go";

describe("parse-log", () => {
  test("reads a log from standard input, without a key", async () => {
    const { stdout } = await run(["parse-log"], {
      env: {},
      stdin: " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes",
    });
    expect(stdout).toBe(
      "step      step 1: Training Started  (ETA 30 minutes)\n\nrunning, 17 %, about 30 minutes remaining\n",
    );
  });

  test.each([
    ["a response", `{"status":"success","data":"${STEP}"}`],
    ["a webhook call", `{"training_status":"deploying_gpu","logs":"${STEP}","model_id":"F5jvdzGnYi"}`],
    ["a webhook call with a trailing comma", `{"logs":"${STEP}","model_id":"F5jvdzGnYi",}`],
    ["a form-encoded webhook call", `model_id=F5jvdzGnYi&logs=${encodeURIComponent(STEP)}`],
  ])("finds the log in %s", async (_, stdin) => {
    const { stdout } = await run(["parse-log", "-", "--json"], { stdin });
    expect(JSON.parse(stdout).entries).toMatchObject([{ kind: "step", number: 2, title: "Training Done" }]);
  });

  test.each([
    ["empty input", "", "the input is empty"],
    ["white space", " \n", "the input is empty"],
    ["a response with an empty log", '{"data":""}', "the input is empty"],
    ["text that is not a log", "Hello,\nworld", "is not a step log"],
    ["malformed JSON", "{ not JSON", "is not a step log"],
    ["JSON without a log", '{"data":5}', "JSON without a step log"],
    ["an error of the service", '{"status":"error","message":"No such id"}', "`logs`: No such id."],
  ])("refuses %s", async (_, stdin, message) => {
    const { exitCode, stderr, stdout } = await run(["parse-log"], { stdin });
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });

  test("accepts unknown lines beside a known one", async () => {
    const { stdout } = await run(["parse-log", "--json"], { stdin: `Hello\n${STEP}` });
    expect(JSON.parse(stdout).entries).toMatchObject([{ kind: "unknown" }, { kind: "step" }]);
  });

  test("explains what it needs when standard input is a terminal", async () => {
    const { exitCode, stderr } = await run(["parse-log"], { isTTY: true });
    expect(stderr).toContain("got a terminal");
    expect(exitCode).toBe(2);
  });

  test.each([[["parse-log"]], [["parse-log", "--follow"]]])(
    "%j names a file that cannot be read",
    async (args) => {
      const { exitCode, stderr } = await run([...args, "/does/not/exist.log"]);
      expect(stderr).toContain("/does/not/exist.log");
      expect(exitCode).toBe(2);
    },
  );
});

describe("parse-log --follow", () => {
  test("prints the entries of standard input until it ends", async () => {
    const { stdout, exitCode } = await run(["parse-log", "--follow", "--json"], {
      stdin: `${STEP}\nHello\n`,
    });
    const kinds = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).entry.kind);
    expect(kinds).toEqual(["step", "unknown"]);
    expect(exitCode).toBe(0);
  });

  test("prints what is appended to a file, until it is interrupted", async () => {
    await using folder = await createFolder();
    const file = join(folder.path, "training.log");
    await writeFile(file, "Step:1 Training Started, 5 Steps to go\n");
    const interrupt = new AbortController();
    const stdout = collect((text) => {
      if (text.includes("Training Done")) interrupt.abort("SIGINT");
      else void appendFile(file, `${STEP}\n`);
    });
    const args = ["parse-log", "--follow", file];
    const { exitCode } = await run(args, { stdout: stdout.stream, signal: interrupt.signal });
    expect(stdout.text()).toBe("step      step 1: Training Started\nstep      step 2: Training Done\n");
    expect(exitCode).toBe(130);
  });

  test("starts again when the file becomes shorter", async () => {
    await using folder = await createFolder();
    const file = join(folder.path, "training.log");
    await writeFile(file, "Step:1 Training Started, 5 Steps to go\nStep:2 Training Do");
    const interrupt = new AbortController();
    const stdout = collect((text) => {
      if (text.includes("Model Uploading")) interrupt.abort("SIGINT");
      else if (text.includes("Training Started"))
        void writeFile(file, "\nStep:3 Model Uploading, 3 Steps to go\n\n");
    });
    await run(["parse-log", "--follow", file], { stdout: stdout.stream, signal: interrupt.signal });
    expect(stdout.text()).toContain("step 3: Model Uploading");
  });
});
