import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A service that counts the creates of each intent. */
export interface CountingService {
  url: string;
  /** How often each intent's create arrived. The intent's id is its instance prompt. */
  creates: Map<string, number>;
  /** Resolves once this many creates have arrived altogether. */
  untilReceived(count: number): Promise<void>;
}

/** Starts a service on a real socket. The training of an intent has its id, with `training-` before it. */
export async function startCountingService(): Promise<CountingService> {
  const creates = new Map<string, number>();
  let received = 0;
  const waiting = new Map<number, () => void>();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { instance_prompt: intentId } = JSON.parse(body) as { instance_prompt: string };
      creates.set(intentId, (creates.get(intentId) ?? 0) + 1);
      waiting.get(++received)?.();
      const training = { status: "success", messege: "deploying_gpu", training_id: `training-${intentId}` };
      response.setHeader("content-type", "application/json").end(JSON.stringify(training));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    creates,
    untilReceived: (count) =>
      received >= count ? Promise.resolve() : new Promise((resolve) => void waiting.set(count, resolve)),
  };
}

/** A process that creates a training for each intent. */
export interface Creator {
  process: ChildProcess;
  /** Lets it begin. */
  begin(): void;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

/** Starts a process that waits to begin. */
export async function startCreator(url: string, folder: string, count: number): Promise<Creator> {
  const program = join(import.meta.dirname, "create-intents.ts");
  const child = spawn(
    process.execPath,
    ["--conditions=@dreambooth-sandbox/source", program, url, folder, String(count)],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const ended = once(child, "exit").then(([code, signal]: unknown[]) => (code ?? signal) as number | string);
  await once(child.stdout, "data");
  return { process: child, begin: () => child.stdin.write("go\n"), ended };
}
