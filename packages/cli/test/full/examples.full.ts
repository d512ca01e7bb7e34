import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileJournal } from "@dreambooth-sandbox/client/journal";
import { beforeAll, describe, expect, test } from "vitest";
import { commandSpecs } from "../../src/commands/commands.ts";
import { nameOf } from "../../src/commands/command-spec.ts";
import { findJournalFolder } from "../../src/journal/journal-folder.ts";
import { documentedRequest } from "../contract.ts";
import { createFolder, run } from "../run.ts";
import { created, ready, startService } from "./service.ts";
import { runInShell } from "./shell.ts";

const examples: string[] = [];

beforeAll(async () => {
  for (const name of commandSpecs.map(nameOf)) {
    const { stdout } = await run(["help", name]);
    const [, lines = ""] = stdout.split("\nExamples:\n");
    examples.push(...lines.split("\n").filter((line) => line.startsWith("  ")));
  }
});

describe("every example of the help", () => {
  test("ends with exit code 0", async () => {
    await using service = await startService((path) => (path.endsWith("/fine_tune") ? created : ready));
    for (const example of examples) {
      await using folder = await createFolder();
      const variables = { DREAMBOOTH_SANDBOX_BASE_URL: service.url, XDG_STATE_HOME: folder.path };
      await writeFile(join(folder.path, "request.json"), JSON.stringify(documentedRequest));
      await writeFile(join(folder.path, "training.log"), "Step:1 Training Started, 5 Steps to go\n");
      await addUnknownIntent(findJournalFolder({}, variables), example);
      const env = { ...variables, DREAMBOOTH_SANDBOX_API_KEY: "test" };
      const { exitCode, stderr } = await runInShell(example, { folder: folder.path, env });
      expect([example, exitCode, exitCode === 0 ? "" : stderr]).toEqual([example, 0, ""]);
    }
    expect(examples.length).toBeGreaterThanOrEqual(commandSpecs.length);
  });
});

/** Records the intent that an example of `resolve` settles. */
async function addUnknownIntent(folder: string, example: string): Promise<void> {
  const [, intentId] = /resolve (\S+)/.exec(example) ?? [];
  if (intentId === undefined) return;
  const times = { createdAt: 0, updatedAt: 0 };
  await fileJournal(folder).begin({ intentId, requestHash: "0", attemptId: "0", state: "unknown", ...times });
}
