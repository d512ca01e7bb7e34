import { writeFile } from "node:fs/promises";
import { createMock, type Mock, type MockOptions } from "../create-mock.ts";
import { createLineWriter } from "./line-writer.ts";
import { formatDelivery, formatRequest, type LogFormat } from "./request-log.ts";

/** The command's options. */
export interface ServeSettings {
  port: number;
  host: string;
  speed: number;
  scenario: string;
  faultRate: number;
  seed: number;
  latency?: number;
  strict?: true;
  allowRemoteWebhooks?: true;
  upstream?: string;
  contractReport?: string;
  jsonLog?: true;
}

/** Serves until SIGINT or SIGTERM, then writes the contract report, if one is wanted. */
export async function serveUntilStopped(settings: ServeSettings): Promise<void> {
  const { port, host, contractReport } = settings;
  // The mock goes on when nobody reads its log any more.
  process.stdout.on("error", () => {});
  try {
    await using mock = await createMock(toOptions(settings));
    const { url } = await mock.listen({ port, host });
    console.log(`Mock of the Dreambooth Sandbox API listening on ${url}`);
    await stopSignal();
    if (contractReport !== undefined) await writeReport(mock, contractReport);
  } catch (error) {
    console.error(explain(error, settings));
    process.exitCode = 1;
  }
}

function toOptions(settings: ServeSettings): MockOptions {
  const { scenario, speed, faultRate, seed, latency, strict, allowRemoteWebhooks, upstream } = settings;
  const log = createLineWriter((text) => process.stdout.write(text));
  const form: LogFormat = settings.jsonLog ? "json" : "text";
  return {
    scenario,
    speed,
    faults: { rate: faultRate, seed, ...(latency !== undefined && { latencyMs: latency }) },
    strict: strict ?? false,
    allowRemoteWebhooks: allowRemoteWebhooks ?? false,
    ...(upstream !== undefined && { upstream }),
    onRequest: (record) => log(formatRequest(record, form)),
    onDelivery: (delivery) => log(formatDelivery(delivery, form)),
  };
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}

async function writeReport(mock: Mock, file: string): Promise<void> {
  const report = mock.contractReport();
  await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
  console.log(`Wrote ${file}: ${report.untouched.length} parts of the contract were not touched.`);
}

function explain(error: unknown, { port, host }: ServeSettings): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `Port ${port} of ${host} is in use. Stop what listens there, or choose another one with --port (0 takes a free one).`;
  if (code === "EACCES") return `Port ${port} of ${host} may not be used. Choose one above 1023 with --port.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `This machine has no address ${host}. Choose another one with --host.`;
  return error instanceof Error ? error.message : String(error);
}
