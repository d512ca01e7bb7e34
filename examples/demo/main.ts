import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createMock } from "@dreambooth-sandbox/mock";
import { runCli } from "dreambooth-sandbox";

/** How many of the training's seconds pass in one second of the demo. */
const SPEED = 500;

const NEXT = `
Next:
  npm test                                           check everything
  npx -y pnpm@12.21.0 docs:dev                       read the documentation
  npx -y pnpm@12.21.0 mock --port 4010 --speed 60    run the mock for your own program
  npx -y pnpm@12.21.0 prism                          run plain Prism on the contract
`;

// The clock that the mock and the command share. It advances only while the command waits.
let now = Date.now();
await using mock = await createMock({ now: () => now });
const { url } = await mock.listen();
const { stdin, stdout, stderr } = process;
const request = relative(process.cwd(), fileURLToPath(new URL("request.json", import.meta.url)));
// Polls every minute, so that even the shortest status is seen. The default interval follows the estimated time.
const args = ["train", "--yes", "--wait", "--every", "1m", "--request", request];
// The demo leaves nothing in the user's journal.
await using state = await mkdtempDisposable(join(tmpdir(), "dreambooth-sandbox-demo-"));

stdout.write(`The mock listens on ${url}, running at ${SPEED}× speed.\n\n`);
stdout.write(`$ dreambooth-sandbox ${args.join(" ")}\n\n`);
const exitCode = await runCli(args, {
  env: {
    ...process.env,
    DREAMBOOTH_SANDBOX_API_KEY: "demo",
    DREAMBOOTH_SANDBOX_BASE_URL: url,
    XDG_STATE_HOME: state.path,
  },
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
