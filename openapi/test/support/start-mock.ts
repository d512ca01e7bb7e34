import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The mock's command, running in a process of its own. */
export interface RunningMock extends AsyncDisposable {
  url: string;
  /** Returns the number of trainings that were created. */
  countCreated(): Promise<number>;
}

const program = fileURLToPath(new URL("../../../packages/mock/src/main.ts", import.meta.url));

/** Starts the mock on a free port. */
export async function startMock(): Promise<RunningMock> {
  const args = ["--conditions=@dreambooth-sandbox/source", program, "--port", "0"];
  const mock = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface(mock.stdout), "line")) as [string];
  const url = line.slice(line.indexOf("http://"));
  return {
    url,
    countCreated: async () => {
      const response = await fetch(`${url}/__mock/health`);
      return ((await response.json()) as { created: number }).created;
    },
    [Symbol.asyncDispose]: async () => {
      mock.kill();
      await once(mock, "exit");
    },
  };
}
