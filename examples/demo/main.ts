import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { createMock } from "@dreambooth-sandbox/mock";
import { runCli } from "dreambooth-sandbox";
import { readDocumentedRequest, toOptions } from "./documented-request.ts";

/** How many of the training's seconds pass in one of yours. */
const SPEED = 500;

const NEXT = `
Next:
  npm test                                                  check everything
  npx -y pnpm@12.21.0 docs:dev                              read the documentation
  npx -y pnpm@12.21.0 mock --port 4010 --speed 60           run the mock for your own program
  npx -y pnpm@12.21.0 prism                                 plain Prism on the contract
`;

// The mock's time and the command's: it passes only while the command waits.
let now = Date.now();
await using mock = await createMock({ now: () => now });
const { url } = await mock.listen();
const { stdin, stdout, stderr } = process;
// Every minute, so that even the shortest status is seen; by default it asks when the announced time suggests it.
const args = ["train", "--wait", "--every", "1m", ...toOptions(await readDocumentedRequest())];

stdout.write(`The mock listens on ${url}; ${SPEED} seconds of a training pass in one of yours.\n\n`);
stdout.write(`$ dreambooth-sandbox ${args.map(quote).join(" ")}\n\n`);
const exitCode = await runCli(args, {
  env: { DREAMBOOTH_SANDBOX_API_KEY: "demo", DREAMBOOTH_SANDBOX_BASE_URL: url },
  stdin,
  stdout,
  stderr,
  timeoutMs: 60_000 * SPEED,
  clock: {
    now: () => now,
    async sleep(ms, signal) {
      await sleep(ms / SPEED, undefined, signal && { signal });
      now += ms;
    },
  },
});
stdout.write(NEXT);
process.exitCode = exitCode;

function quote(word: string): string {
  return /^[\w:/.-]+$/.test(word) ? word : `"${word}"`;
}
