import { expect, test } from "vitest";
import { type ExitCodeName, exitCodes } from "../src/exit-codes.ts";
import { createBrokenPipe } from "./broken-stream.ts";
import { trainArgs } from "./contract.ts";
import { runInterrupted } from "./interrupt.ts";
import { createFolder, run } from "./run.ts";
import { runWithMock } from "./run-with-mock.ts";

// Each test ends a command with an exit code, reads what the command prints, and looks the code up in the help.

interface Ending {
  end: () => ReturnType<typeof run>;
  /** What the command prints. */
  printed: RegExp;
  /** What the help must explain. By default, it uses the words that the command prints. */
  explained?: RegExp;
}

const html = async () => new Response("<h1>Bad gateway</h1>", { status: 502 });

const refused = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
const refuse = (status: number) => ({
  fetch: async () => Response.json({ status: "error", message: "Refused." }, { status }),
});
const withoutYes = trainArgs.filter((word) => word !== "--yes");

/** Sends the same request twice. */
async function sendTwice(): ReturnType<typeof run> {
  await using folder = await createFolder();
  await run(trainArgs, { stateHome: folder.path });
  return await run(trainArgs, { stateHome: folder.path });
}

/** The endings of each exit code. A new exit code does not compile without one. */
const endings: Record<ExitCodeName, Ending[]> = {
  ok: [{ end: () => runWithMock(["status", "F5jvdzGnYi"]), printed: /succeeded/ }],
  error: [
    {
      end: () => run(["--debug", "status", "F5jvdzGnYi"], { fetch: html }),
      printed: /\n +at .*\.ts:/,
      explained: /--debug.*stack trace/,
    },
  ],
  usage: [
    { end: () => run(["trian"]), printed: /command/ },
    { end: () => run(["train"]), printed: /request/ },
    { end: () => run(["status", "F5jvdzGnYi"], { env: {} }), printed: /API key/ },
  ],
  trainingFailed: [
    {
      end: () => runWithMock([...trainArgs, "--wait"], { scenario: "failure" }),
      printed: /training.failed/,
    },
  ],
  deadline: [
    {
      end: () => runWithMock([...trainArgs, "--wait", "--deadline", "10m"]),
      printed: /did not end within 10 minutes/,
      explained: /deadline passed\. The training continues/,
    },
  ],
  outcomeUnknown: [
    { end: () => run(trainArgs, { fetch: html }), printed: /be charged for\. Check your account before/ },
  ],
  trainingNotFound: [{ end: () => runWithMock(["status", "nobody"]), printed: /no.*\btraining\b.*\bid\b/ }],
  alreadySent: [{ end: sendTwice, printed: /--again/ }],
  declined: [
    {
      end: () => run(withoutYes, { isTTY: true, typed: { "[y/N]": "n\n" } }),
      printed: /\[y\/N\]/,
      explained: /prompt.*\bno\b/,
    },
  ],
  unavailable: [
    {
      end: () => run(["status", "F5jvdzGnYi"], { fetch: () => Promise.reject(refused) }),
      printed: /Check the network/,
      explained: /could not be reached/,
    },
    { end: () => run(["status", "F5jvdzGnYi"], refuse(429)), printed: /returned 429/, explained: /rate/ },
  ],
  quota: [{ end: () => run(["status", "F5jvdzGnYi"], refuse(402)), printed: /credits/ }],
  interrupted: [
    {
      end: () => runInterrupted(["wait", "F5jvdzGnYi"], "SIGINT"),
      printed: /dreambooth-sandbox wait/,
      explained: /Ctrl-C/,
    },
  ],
  brokenPipe: [
    {
      end: () => runWithMock(["status", "F5jvdzGnYi"], { stdout: createBrokenPipe() }),
      printed: /^$/,
      explained: /program that reads the output/,
    },
  ],
  terminated: [
    {
      end: () => runInterrupted(["wait", "F5jvdzGnYi"], "SIGTERM"),
      printed: /dreambooth-sandbox wait/,
      explained: /SIGTERM/,
    },
  ],
};

const cases = Object.entries(exitCodes).flatMap(([name, { code }]) =>
  endings[name as ExitCodeName].map((ending) => ({ ...ending, code })),
);

test.each(cases)(
  "exit code meaning $code: the help explains that the command printed $printed",
  async ({ end, printed, explained = printed, code }) => {
    const { exitCode, stdout, stderr } = await end();
    expect(exitCode).toBe(code);
    expect(stdout + stderr).toMatch(printed);
    expect(await findInHelp(exitCode)).toMatch(explained);
  },
);

/** Returns what the help shows next to an exit code. */
async function findInHelp(exitCode: number): Promise<string | undefined> {
  const { stdout } = await run(["--help"]);
  const [, list = ""] = stdout.split("Exit codes:\n");
  return new RegExp(`^ {2}${exitCode} +(.+)$`, "m").exec(list)?.[1];
}
