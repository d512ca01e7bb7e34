import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createFolder, run, type Surroundings } from "./run.ts";

const KEY = "s3cret-k3y";
const respondReady = async () => Response.json({ status: "success", messege: "model_ready" });

async function createKeyFile(folder: string, content: string, mode = 0o600): Promise<string> {
  const file = join(folder, "key");
  await writeFile(file, content);
  await chmod(file, mode);
  return file;
}

function runStatus(args: string[], surroundings: Surroundings = {}) {
  return run(["status", "F5jvdzGnYi", ...args], { fetch: respondReady, env: {}, ...surroundings });
}

describe("the API key", () => {
  test("comes from the environment", async () => {
    const { bodies } = await runStatus([], { env: { DREAMBOOTH_SANDBOX_API_KEY: KEY } });
    expect(bodies).toEqual([{ key: KEY }]);
  });

  test("comes from a file, which takes precedence, without the line break at its end", async () => {
    await using folder = await createFolder();
    const file = await createKeyFile(folder.path, `${KEY}\n`);
    const { bodies } = await runStatus(["--key-file", file], {
      env: { DREAMBOOTH_SANDBOX_API_KEY: "other" },
    });
    expect(bodies).toEqual([{ key: KEY }]);
  });

  test.each([0o640, 0o604, 0o620, 0o602])("is refused from a file with the mode %o", async (mode) => {
    await using folder = await createFolder();
    const file = await createKeyFile(folder.path, KEY, mode);
    const { exitCode, stderr, requests } = await runStatus(["--key-file", file]);
    expect(stderr).toBe(`error: Other users can use the key file ${file}. Run: chmod 600 ${file}\n`);
    expect([exitCode, requests]).toEqual([2, 0]);
  });

  test.each([
    ["does not exist", "/does/not/exist", /could not be read: ENOENT/],
    ["is a folder", "/", /key file \/(?!\w)/],
  ])("is refused from a file that %s", async (_, file, message) => {
    const { exitCode, stderr } = await runStatus(["--key-file", file]);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });

  test("is refused from an empty file", async () => {
    await using folder = await createFolder();
    const { exitCode, stderr } = await runStatus(["--key-file", await createKeyFile(folder.path, "\n")]);
    expect(stderr).toContain("is empty");
    expect(exitCode).toBe(2);
  });

  test("is asked for in a terminal", async () => {
    const { bodies, stdout, stderr } = await runStatus([], {
      isTTY: true,
      typed: { "API key (not shown): ": `${KEY}\n` },
    });
    expect(bodies).toEqual([{ key: KEY }]);
    expect(stdout + stderr).not.toContain(KEY);
  });

  test("is not an option", async () => {
    const { exitCode, requests } = await runStatus(["--api-key", KEY]);
    expect([exitCode, requests]).toEqual([2, 0]);
  });
});
