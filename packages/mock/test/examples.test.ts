import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";

const PACKAGE = join(import.meta.dirname, "..");
const ROOT = join(PACKAGE, "../..");
const execute = promisify(execFile);

beforeAll(async () => {
  if (existsSync(join(PACKAGE, "dist/main.js"))) return;
  await execute(join(ROOT, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], { cwd: PACKAGE });
});

/** A project of its own that has the example's files, and the packages it needs installed. */
async function install(example: string, packages: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "example-"));
  await cp(join(PACKAGE, "examples", example), folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const installed = { "@dreambooth-sandbox/mock": PACKAGE, ...packages };
  for (const [name, target] of Object.entries(installed)) {
    await mkdir(join(folder, "node_modules", name, ".."), { recursive: true });
    await symlink(target, join(folder, "node_modules", name));
  }
  return folder;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}

const env = {
  ...process.env,
  NO_COLOR: "1",
  CI: "",
  PATH: `${join(ROOT, "node_modules/.bin")}:${process.env["PATH"]}`,
};

test("the vitest example passes", async () => {
  const folder = await install("vitest", { vitest: join(ROOT, "node_modules/vitest") });
  const { stdout } = await execute("vitest", ["run"], { cwd: folder, env });
  expect(stdout).toMatch(/Tests\s+1 passed/);
});

test("the Playwright example passes", async () => {
  const folder = await install("playwright", {
    "@playwright/test": join(PACKAGE, "node_modules/@playwright/test"),
  });
  await mkdir(join(folder, "node_modules/.bin"));
  const command = `#!/bin/sh\nexec "${process.execPath}" "${join(PACKAGE, "dist/main.js")}" "$@"\n`;
  await writeFile(join(folder, "node_modules/.bin/dreambooth-sandbox-mock"), command, { mode: 0o755 });
  const config = join(folder, "playwright.config.ts");
  const port = String(await findFreePort());
  await writeFile(config, (await readFile(config, "utf8")).replaceAll("4010", port));
  const cli = join(PACKAGE, "node_modules/@playwright/test/cli.js");
  const { stdout } = await execute(process.execPath, [cli, "test", "--reporter=line"], { cwd: folder, env });
  expect(stdout).toMatch(/1 passed/);
});
