import { describe, expect, test } from "vitest";
import { run } from "./run.ts";

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
  ])("finds the log of a JSON response in %s", async (_, stdin) => {
    const { stdout } = await run(["parse-log", "-", "--json"], { stdin });
    expect(JSON.parse(stdout).entries).toMatchObject([{ kind: "step", number: 2, title: "Training Done" }]);
  });

  test.each(["{ not JSON", "{}", '{"data":5}'])("parses %s as a log", async (stdin) => {
    const { stdout, exitCode } = await run(["parse-log", "--json"], { stdin });
    expect(JSON.parse(stdout).entries).toMatchObject([{ kind: "unknown" }]);
    expect(exitCode).toBe(0);
  });

  test("explains what it needs when standard input is a terminal", async () => {
    const { exitCode, stderr } = await run(["parse-log"], { isTTY: true });
    expect(stderr).toContain("got a terminal");
    expect(exitCode).toBe(2);
  });

  test("names a file that cannot be read", async () => {
    const { exitCode, stderr } = await run(["parse-log", "/does/not/exist.log"]);
    expect(stderr).toContain("/does/not/exist.log");
    expect(exitCode).toBe(2);
  });
});
