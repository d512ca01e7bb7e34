import { trainingStatusPhases } from "@dreambooth-sandbox/client/contract";
import { describe, expect, test } from "vitest";
import { trainArgs } from "./contract.ts";
import { run } from "./run.ts";
import { callMock, runWithMock } from "./run-with-mock.ts";

const trainingId = "F5jvdzGnYi";
const failedStatuses = Object.entries(trainingStatusPhases)
  .filter(([, phase]) => phase === "failed")
  .map(([status]) => status);

describe("wait", () => {
  test("prints the reason why the training failed", async () => {
    const { stderr } = await runWithMock([...trainArgs, "--wait"], { scenario: "failure" });
    const [, status, reason] = /error: Training \w+ ended with status (\w+): (.+)\.\n$/.exec(stderr) ?? [];
    expect(failedStatuses).toContain(status);
    expect(stderr).toContain(`failed: ${reason}\n`);
  });

  test("prints the command that follows the training again when the deadline passes", async () => {
    const { stderr } = await runWithMock([...trainArgs, "--wait", "--deadline", "10m"]);
    expect(stderr).toMatch(/ did not end within 10 minutes\.\nNext:\n {2}dreambooth-sandbox wait \w+\n$/);
  });

  test("prints one JSON document per line with --json", async () => {
    const { stdout } = await runWithMock(["wait", trainingId, "--json"]);
    const { log } = await callMock((client) => client.waitForTraining(trainingId));
    const updates = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(updates.at(-1)).toMatchObject({ trainingId, phase: "succeeded", progress: 1 });
    expect(updates.at(-1).entries).toEqual(JSON.parse(JSON.stringify(log.entries)));
  });

  test("prints the command that follows the training again at an interrupt", async () => {
    const interrupt = new AbortController();
    const { stderr } = await run(["wait", trainingId], {
      signal: interrupt.signal,
      fetch: (_url, init) => {
        setImmediate(() => interrupt.abort(new Error("Interrupted.")));
        return new Promise((_resolve, reject) => {
          init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
        });
      },
    });
    expect(stderr).toContain(`dreambooth-sandbox wait ${trainingId}\n`);
  });

  test("rejects a deadline that is not a duration", async () => {
    const { stderr, requests } = await run(["wait", trainingId, "--deadline", "soon"]);
    expect(stderr).toContain("Expected a time such as 90m or 2h.");
    expect(requests).toBe(0);
  });
});
