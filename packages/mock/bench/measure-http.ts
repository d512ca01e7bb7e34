import { createRequire } from "node:module";
import { join } from "node:path";
import autocannon from "autocannon";
import { median } from "./median.ts";
import { startServer, STATUS_PATH, STATUS_REQUEST, type ServerProcess } from "./server-process.ts";

const ROUNDS = 3;
const STARTS = 5;
const SECONDS = 5;
const REQUESTS_FOR_MEMORY = 5_000;

const require = createRequire(import.meta.url);
const contract = require.resolve("@dreambooth-sandbox/openapi/openapi.yaml");
const prism = join(import.meta.dirname, "../../../node_modules/@stoplight/prism-cli/dist/index.js");
const mock = join(import.meta.dirname, "../dist/main.js");

/** The commands that are compared, each as its users start it. */
const COMMANDS = {
  prism: [prism, "mock", contract, "--port", "{port}"],
  mock: [mock, "--port", "{port}"],
};

/** What was measured of a command, as medians. */
export interface HttpFigures {
  startMs: number;
  /** The same without Node's compile cache, as when it starts for the first time. */
  firstStartMs: number;
  statusPerSecond: number;
  peakMemoryMb: number;
}

/** Measures both commands in turns, so that a busy moment of the machine harms both alike. */
export async function measureHttp(): Promise<Record<keyof typeof COMMANDS, HttpFigures>> {
  const starts: Record<string, number[]> = { prism: [], mock: [] };
  const firstStarts: Record<string, number[]> = { prism: [], mock: [] };
  const rates: Record<string, number[]> = { prism: [], mock: [] };
  const memory: Record<string, number[]> = { prism: [], mock: [] };
  for (let round = 0; round < STARTS; round += 1)
    for (const [name, command] of Object.entries(COMMANDS)) {
      starts[name]?.push(await timeStart(command, {}));
      firstStarts[name]?.push(await timeStart(command, { NODE_DISABLE_COMPILE_CACHE: "1" }));
    }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, command] of Object.entries(COMMANDS)) {
      const server = await startServer(command);
      await load(server, { amount: REQUESTS_FOR_MEMORY });
      memory[name]?.push(await server.peakMemoryMb());
      rates[name]?.push(await load(server, { duration: SECONDS }));
      await server.stop();
    }
  const figures = (name: string): HttpFigures => ({
    startMs: median(starts[name]),
    firstStartMs: median(firstStarts[name]),
    statusPerSecond: median(rates[name]),
    peakMemoryMb: median(memory[name]),
  });
  return { prism: figures("prism"), mock: figures("mock") };
}

async function timeStart(command: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const server = await startServer(command, env);
  await server.stop();
  return server.startMs;
}

async function load({ url }: ServerProcess, how: { duration: number } | { amount: number }): Promise<number> {
  const result = await autocannon({ url: url + STATUS_PATH, ...STATUS_REQUEST, connections: 10, ...how });
  if (result.errors + result.non2xx > 0)
    throw new Error(`${url}: ${result.errors + result.non2xx} requests failed.`);
  return result.requests.average;
}
