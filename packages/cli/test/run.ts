import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { type CliContext, runCli } from "dreambooth-sandbox";
import { createVirtualClock } from "./virtual-clock.ts";

type Fetch = NonNullable<CliContext["fetch"]>;

export interface Surroundings {
  env?: CliContext["env"];
  fetch?: Fetch;
  clock?: ReturnType<typeof createVirtualClock>;
  signal?: AbortSignal;
  stdin?: string;
  /** What a person types in a terminal, each text as soon as the command shows what precedes it. */
  typed?: Readonly<Record<string, string>>;
  /** Makes all streams a terminal. */
  isTTY?: boolean;
  /** Replaces the streams that collect what is printed. */
  stdout?: Writable;
  stderr?: Writable;
  /** The folder for the user's state. Default: a new one, which is removed. */
  stateHome?: string;
}

const createdResponse: Fetch = async () =>
  Response.json({ status: "success", messege: "deploying_gpu", training_id: "F5jvdzGnYi" });

/** A stream that keeps what is written to it. */
export function collect(onText: (text: string) => void = () => {}): { stream: Writable; text: () => string } {
  let text = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      onText(text);
      done();
    },
  });
  return { stream, text: () => text };
}

/**
 * A folder for one test, with its removal. After an interruption the command waits a second for its journal, which a virtual
 * clock skips: the journal may still write when the folder is removed.
 */
export async function createFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), "dreambooth-sandbox-cli-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, maxRetries: 10 }) };
}

/** Runs the command in this process. Returns its exit code, its output, and the bodies of its requests. */
export async function run(args: string[], surroundings: Surroundings = {}) {
  await using folder = await createFolder();
  const { env = { DREAMBOOTH_SANDBOX_API_KEY: "test" }, stateHome = folder.path } = surroundings;
  const { fetch = createdResponse, signal, clock = createVirtualClock() } = surroundings;
  const { stdin = "", typed = {}, isTTY = false } = surroundings;
  const input = isTTY ? new PassThrough() : Readable.from([stdin]);
  const waiting = Object.entries(typed);
  const stdout = collect();
  const stderr = collect((text) => {
    const [question = "", answer] = waiting[0] ?? [];
    if (answer === undefined || !text.includes(question)) return;
    waiting.shift();
    input.push(answer);
  });
  const bodies: unknown[] = [];
  const exitCode = await runCli(args, {
    env: { XDG_STATE_HOME: stateHome, ...env },
    stdin: Object.assign(input, { isTTY }),
    stdout: surroundings.stdout ?? Object.assign(stdout.stream, { isTTY }),
    stderr: surroundings.stderr ?? Object.assign(stderr.stream, { isTTY }),
    clock,
    signal,
    fetch: clock.hold(async (url, init) => {
      bodies.push(await new Response(init.body ?? null).json());
      return fetch(url, init);
    }),
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text(), bodies, requests: bodies.length };
}
