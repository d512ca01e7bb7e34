import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createTemporaryFolder } from "../support/temporary-folder.ts";

const run = promisify(execFile);
const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  engines: { node: string };
};
/** The oldest version that the package supports: `>=22.13` is 22.13.0. */
const version = `${manifest.engines.node.replace(">=", "")}.0`;
const program = fileURLToPath(new URL("../programs/one-training.mjs", import.meta.url));
const isMissing = !isInstallable() && process.env["CI"] === undefined;

function isInstallable(): boolean {
  try {
    return execFileSync("npx", ["-y", `node@${version}`, "--version"], { encoding: "utf8" }).includes(
      version,
    );
  } catch {
    return false;
  }
}

describe.skipIf(isMissing)(
  `Node ${version}${isMissing ? ", skipped because npm cannot install it" : ""}`,
  () => {
    test("creates a training and follows it to its end", async () => {
      const path = join(createTemporaryFolder(), "fleet.db");
      const { stdout } = await run("npx", ["-y", `node@${version}`, program, path]);
      expect(stdout.trim().split("\n")).toEqual(["conflict", "F5jvdzGnYi succeeded"]);
    });
  },
);
