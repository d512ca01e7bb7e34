import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import {
  copyForWorkers,
  ensureBuilt,
  env,
  execute,
  installExample,
  PACKAGE,
  ROOT,
} from "../install-example.ts";

beforeAll(ensureBuilt);

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}

test("the vitest example passes with four workers", async () => {
  const folder = await installExample("vitest", { vitest: join(ROOT, "node_modules/vitest") });
  await copyForWorkers(folder, "training.test.ts");
  const { stdout } = await execute("vitest", ["run"], { cwd: folder, env });
  expect(stdout).toMatch(/Tests\s+12 passed/);
});

test("the Playwright example passes with four workers", async () => {
  const folder = await installExample("playwright", {
    "@playwright/test": join(PACKAGE, "node_modules/@playwright/test"),
  });
  await copyForWorkers(folder, "training.spec.ts");
  const config = join(folder, "playwright.config.ts");
  const port = String(await findFreePort());
  await writeFile(config, (await readFile(config, "utf8")).replaceAll("4010", port));
  const cli = join(PACKAGE, "node_modules/@playwright/test/cli.js");
  const { stdout } = await execute(process.execPath, [cli, "test", "--reporter=line"], { cwd: folder, env });
  expect(stdout).toMatch(/12 passed/);
  expect(stdout).toMatch(/using 4 workers/);
});
