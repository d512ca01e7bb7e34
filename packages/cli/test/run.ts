import { Readable, Writable } from "node:stream";
import { type CliContext, runCli } from "dreambooth-sandbox";
import { createVirtualClock } from "./virtual-clock.ts";

type Fetch = NonNullable<CliContext["fetch"]>;

export interface Surroundings {
  env?: CliContext["env"];
  fetch?: Fetch;
  clock?: ReturnType<typeof createVirtualClock>;
  signal?: AbortSignal;
  stdin?: string;
  isTTY?: boolean;
}

const createdResponse: Fetch = async () =>
  Response.json({ status: "success", messege: "deploying_gpu", training_id: "F5jvdzGnYi" });

function collect(): { stream: Writable; text: () => string } {
  let text = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream, text: () => text };
}

/** Runs the command in this process. Returns its exit code, its output, and the bodies of its requests. */
export async function run(args: string[], surroundings: Surroundings = {}) {
  const { env = { DREAMBOOTH_SANDBOX_API_KEY: "test" }, clock = createVirtualClock() } = surroundings;
  const { fetch = createdResponse, signal, stdin = "", isTTY = false } = surroundings;
  const stdout = collect();
  const stderr = collect();
  const bodies: unknown[] = [];
  const exitCode = await runCli(args, {
    env,
    stdin: Object.assign(Readable.from([stdin]), { isTTY }),
    stdout: stdout.stream,
    stderr: stderr.stream,
    clock,
    signal,
    fetch: clock.hold(async (url, init) => {
      bodies.push(await new Response(init.body ?? null).json());
      return fetch(url, init);
    }),
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text(), bodies, requests: bodies.length };
}
