import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { PACKAGE } from "../install-example.ts";

const EXAMPLE = join(PACKAGE, "examples/browser/page.ts");
/** The browser: Debian's, or the one that `CHROMIUM` names. */
const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const isMissing = !process.env["CI"] && !existsSync(EXECUTABLE);

test.skipIf(isMissing)("the README's example prints in a page what its comment shows", async () => {
  const [, comment] = /console\.log\(.*\); \/\/ (.*)/.exec(await readFile(EXAMPLE, "utf8")) ?? [];
  const { outputFiles } = await build({
    entryPoints: [EXAMPLE],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  await using page = await openPage(outputFiles[0]?.text ?? "");
  expect(await page.run()).toEqual([comment]);
});

/** Opens an empty page of a server that has the program. `run` loads it and returns what it logged. */
async function openPage(program: string) {
  const server = createServer((request, response) => {
    const [type, body] = request.url === "/program.js" ? ["text/javascript", program] : ["text/html", ""];
    response.writeHead(200, { "content-type": type }).end(body);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const logged: string[] = [];
  page.on("console", (message) => message.type() === "log" && logged.push(message.text()));
  page.on("pageerror", (error) => logged.push(String(error)));
  await page.goto(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`);
  return {
    async run(): Promise<string[]> {
      await page.evaluate('import("/program.js").then(() => undefined)');
      return logged;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
