import { expect, test } from "vitest";
import { createBrokenPipe, createBrokenStream } from "./broken-stream.ts";
import { trainArgs } from "./contract.ts";
import { createFolder, run } from "./run.ts";
import { runWithMock } from "./run-with-mock.ts";

test.each([[["--help"]], [["status", "F5jvdzGnYi"]], [["wait", "F5jvdzGnYi", "--json"]]])(
  "%j ends without a message when the reader of its output has ended",
  async (args) => {
    const { stderr } = await runWithMock(args, { stdout: createBrokenPipe() });
    expect(stderr).toBe("");
  },
);

test("wait polls no more when the reader of its output has ended", async () => {
  const { requests, exitCode } = await runWithMock([...trainArgs, "--wait", "--json"], {
    stdout: createBrokenPipe(),
  });
  expect(requests).toBe(1);
  expect(exitCode).toBe(141);
});

test("the id of a training is in the journal although it could not be printed", async () => {
  await using folder = await createFolder();
  const broken = await run(trainArgs, { stdout: createBrokenPipe(), stateHome: folder.path });
  const { stdout } = await run(["list", "--json"], { stateHome: folder.path });
  expect(broken.requests).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ state: "created", trainingId: "F5jvdzGnYi" });
});

test("a result that cannot be written for another reason is an error", async () => {
  const { exitCode, stderr } = await runWithMock(["status", "F5jvdzGnYi"], {
    stdout: createBrokenStream("ENOSPC"),
  });
  expect(stderr).toBe("error: The output could not be written: write ENOSPC.\n");
  expect(exitCode).toBe(1);
});

test("the result is printed although nobody reads standard error", async () => {
  const { exitCode, stdout } = await run(trainArgs, { stderr: createBrokenPipe() });
  expect(stdout).toBe("F5jvdzGnYi\n");
  expect(exitCode).toBe(0);
});
