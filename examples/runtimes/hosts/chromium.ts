import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { chromium } from "playwright-core";
import { listen } from "../servers/listen.ts";
import { bundle } from "./bundle.ts";
import type { Runtime } from "./runtime.ts";

/** Where Debian installs it. */
export const CHROMIUM = "/usr/bin/chromium";

/** Runs a program in a page, or in a web worker of a page. */
function browserRuntime(name: string, expression: (call: string) => string): Runtime {
  return {
    name,
    family: "browser",
    async call(binary, { folder }, program, input) {
      const script = await readFile(await bundle(folder, "page.mjs"), "utf8");
      const call = JSON.stringify({ name: program, input });
      return evaluate(binary, script, expression(call));
    },
  };
}

async function evaluate(binary: string, script: string, expression: string): Promise<unknown> {
  const server = createServer((request, response) => {
    const [type, body] = request.url === "/page.mjs" ? ["text/javascript", script] : ["text/html", ""];
    response.writeHead(200, { "content-type": type }).end(body);
  });
  const url = await listen(server);
  const browser = await chromium.launch({ executablePath: binary, args: ["--no-sandbox"] });
  try {
    // The certificates of the test's servers are not installed in the browser.
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    await page.goto(url);
    return await page.evaluate(expression);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

export const chromiumPage = browserRuntime(
  "Chromium",
  (call) => `import("/page.mjs").then(() => {
    const { name, input } = ${call};
    return globalThis.programs[name](input);
  })`,
);

export const chromiumWorker = browserRuntime(
  "Chromium, web worker",
  (call) => `new Promise((resolve, reject) => {
    const worker = new Worker("/page.mjs", { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(${call});
  })`,
);
