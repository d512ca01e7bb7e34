import { createRequire } from "node:module";
import { join } from "node:path";
import autocannon from "autocannon";
import { installPeers } from "./install-peers.ts";
import { median } from "./median.ts";
import { startServer, STATUS_PATH, STATUS_REQUEST, type ServerProcess } from "./server-process.ts";

const ROUNDS = 3;
const WARM_UP = 5_000;
const REQUESTS = 20_000;
/** Peers take a millisecond per request, so that they get fewer. */
const REQUESTS_FOR_MEMORY = { mock: 300_000, peer: 50_000 };

const contract = createRequire(import.meta.url).resolve("@dreambooth-sandbox/openapi/openapi.yaml");
const prism = join(import.meta.dirname, "../../../node_modules/@stoplight/prism-cli/dist/index.js");

/** What a server costs, as medians. */
export interface Costs {
  /** Processor time until the first response, in milliseconds. */
  startCpuMs: number;
  /** Processor time of one status request, in microseconds. */
  requestCpuUs: number;
  /** Resident memory after half of the requests and after all of them, in MB. */
  memoryMb: [half: number, all: number];
  /** The number of requests before the second measurement of memory. */
  memoryRequests: number;
}

/** Measures this mock, its peers, and a server that sends a constant, in turns. */
export async function measureCosts(): Promise<Record<string, Costs>> {
  const peers = await installPeers();
  const commands: Record<string, string[]> = {
    constant: [join(import.meta.dirname, "constant-server.ts"), "{port}"],
    mock: [join(import.meta.dirname, "../dist/main.js"), "--port", "{port}"],
    prism: [prism, "mock", contract, "--port", "{port}"],
    scalar: [join(peers, "scalar.mjs"), "{port}", contract],
    msw: [join(peers, "msw.mjs"), "{port}"],
  };
  const starts: Record<string, number[]> = {};
  const requests: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, command] of Object.entries(commands)) {
      const { startCpuMs, requestCpuUs } = await measureOnce(command);
      (starts[name] ??= []).push(startCpuMs);
      (requests[name] ??= []).push(requestCpuUs);
    }
  const costs: Record<string, Costs> = {};
  for (const [name, command] of Object.entries(commands))
    costs[name] = {
      startCpuMs: median(starts[name]),
      requestCpuUs: median(requests[name]),
      ...(await measureMemory(
        command,
        name === "mock" ? REQUESTS_FOR_MEMORY.mock : REQUESTS_FOR_MEMORY.peer,
      )),
    };
  return costs;
}

async function measureOnce(command: string[]) {
  const server = await startServer(command);
  const startCpuMs = await server.cpuMs();
  await send(server, WARM_UP);
  const before = await server.cpuMs();
  await send(server, REQUESTS);
  const requestCpuUs = (((await server.cpuMs()) - before) * 1_000) / REQUESTS;
  await server.stop();
  return { startCpuMs, requestCpuUs };
}

async function measureMemory(command: string[], memoryRequests: number) {
  const server = await startServer(command);
  await send(server, memoryRequests / 2);
  const half = await server.memoryMb();
  await send(server, memoryRequests / 2);
  const all = await server.memoryMb();
  await server.stop();
  const memoryMb: Costs["memoryMb"] = [half, all];
  return { memoryMb, memoryRequests };
}

async function send({ url }: ServerProcess, amount: number): Promise<void> {
  const { errors, non2xx } = await autocannon({
    url: url + STATUS_PATH,
    ...STATUS_REQUEST,
    connections: 10,
    amount,
  });
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors + non2xx} requests failed.`);
}
