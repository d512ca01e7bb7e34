import { expect, test } from "vitest";
import { documentedRequest, toTrainArgs } from "../contract.ts";
import { createFolder } from "../run.ts";
import { ready, runForever, running, type Service, startService, trainingId } from "./service.ts";
import { quote, runInShell } from "./shell.ts";

/** As many steps as recommended, so that there is no warning. */
const max_train_steps = String(2 * (documentedRequest["images"]?.length ?? 0));
const train = `dreambooth-sandbox ${quote(toTrainArgs({ ...documentedRequest, max_train_steps }))}`;
const BROKEN_PIPE = 141;

async function runScript(service: Service, script: string) {
  await using folder = await createFolder();
  const env = { DREAMBOOTH_SANDBOX_API_KEY: "test", DREAMBOOTH_SANDBOX_BASE_URL: service.url };
  return await runInShell(script, { folder: folder.path, env });
}

test.each([
  ["wait", `dreambooth-sandbox wait ${trainingId} --json --every 1s`],
  ["train --wait", `${train} --wait --json --every 1s`],
])("%s ends quietly when head has read its first line", async (_, command) => {
  // Each poll has another log, so each is an update.
  await using service = await startService((path, requests) =>
    path.endsWith("/fine_tune") ? runForever(path, requests) : { ...running, data: `Line ${requests}` },
  );
  const { stdout, stderr, exitCode } = await runScript(
    service,
    `${command} | head -1; exit \${PIPESTATUS[0]}`,
  );
  expect(stdout.split("\n")).toEqual([expect.stringMatching(/^\{"event":/), ""]);
  expect(stderr).toBe("");
  expect(exitCode).toBe(BROKEN_PIPE);
});

test("a paid create ends quietly when nobody reads its id, and list has the id", async () => {
  await using service = await startService();
  const { stdout, stderr } = await runScript(service, `${train} | true; dreambooth-sandbox list --json`);
  expect(JSON.parse(stdout)).toMatchObject({ event: "listed", state: "created", trainingId });
  expect(stderr).not.toContain("Error");
  expect(service.requests).toHaveLength(1);
});

test("a command whose standard input, output, and error are closed does its work", async () => {
  await using service = await startService();
  const { exitCode } = await runScript(service, `${train} <&- >&- 2>&-`);
  expect(exitCode).toBe(0);
  expect(service.requests).toHaveLength(1);
});

test("without a terminal, each change is a line of plain text", async () => {
  await using service = await startService((_, requests) => (requests === 1 ? running : ready));
  const { stdout, stderr } = await runScript(service, `dreambooth-sandbox wait ${trainingId} --every 1s`);
  expect(stderr).toMatch(/^ +0 seconds {2}.*training_started.*\n +\d seconds? {2}.*model_ready.*\n$/);
  expect(stdout).toContain(`${trainingId} is model_ready`);
  expect(stdout + stderr).not.toContain("\u001B");
});
