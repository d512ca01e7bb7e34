import { writeFile } from "node:fs/promises";
import { createMock } from "../create-mock.ts";
import type { ContractReport } from "../contract/contract-report.ts";
import type { MockOptions } from "../mock.ts";
import { checkRecording } from "../recording/check-recording.ts";
import { describeRecording } from "../recording/describe-recording.ts";
import { formatViolations } from "./format-violations.ts";
import { createLineWriter } from "./line-writer.ts";
import { formatDelivery, formatRequest, type LogFormat } from "./request-log.ts";

/** The options of the command. */
export interface ServeSettings {
  port: number;
  host: string;
  allowHost: string[];
  speed: number;
  scenario: string;
  faultRate: number;
  seed: number;
  latency?: number;
  strict?: true;
  allowRemoteWebhooks?: true;
  upstream?: string;
  record?: string;
  recordFull?: true;
  replay?: string;
  contractReport?: string;
  jsonLog?: true;
}

/** Serves until SIGINT or SIGTERM, then writes the contract report if requested. */
export async function serveUntilStopped(settings: ServeSettings): Promise<void> {
  const { port, host, allowHost: allowedHosts, replay, contractReport } = settings;
  // The mock continues when its log is no longer read.
  process.stdout.on("error", () => {});
  try {
    await using mock = await createMock(toOptions(settings));
    if (replay !== undefined) {
      console.log(await describeRecording(replay));
      // The recording is the evidence, not what is replayed of it.
      if (contractReport !== undefined)
        await writeReport(await checkRecording(replay), contractReport, settings);
    }
    const { url } = await mock.listen({ port, host, allowedHosts });
    console.log(`Mock of the Dreambooth Sandbox API listening on ${url}`);
    await stopSignal();
    if (contractReport !== undefined && replay === undefined)
      await writeReport(mock.contractReport(), contractReport, settings);
  } catch (error) {
    console.error(explain(error, settings));
    process.exitCode = 1;
  }
}

function toOptions(settings: ServeSettings): MockOptions {
  const { scenario, speed, faultRate, seed, latency, strict, allowRemoteWebhooks, upstream } = settings;
  const { record, recordFull: full = false, replay } = settings;
  if (full && record === undefined) throw new RangeError("--record-full needs --record <file>.");
  const log = createLineWriter((text) => process.stdout.write(text));
  const form: LogFormat = settings.jsonLog ? "json" : "text";
  return {
    scenario,
    speed,
    faults: { rate: faultRate, seed, ...(latency !== undefined && { latencyMs: latency }) },
    strict: strict ?? false,
    allowRemoteWebhooks: allowRemoteWebhooks ?? false,
    ...(upstream !== undefined && { upstream }),
    ...(replay !== undefined && { replay }),
    ...(record !== undefined && { record: { file: record, full } }),
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

async function writeReport(report: ContractReport, file: string, { jsonLog }: ServeSettings): Promise<void> {
  const { untouched, violations } = report;
  await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
  const text = formatViolations(report);
  if (text !== "" && !jsonLog) console.log(`\n${text}\n`);
  console.log(
    `Wrote ${file}: ${violations.length} kinds of violations; ${untouched.length} parts of the contract were not used.`,
  );
}

function explain(error: unknown, { port, host }: ServeSettings): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `Port ${port} of ${host} is in use. Stop the program that uses it, or select another port with --port (0 selects a free one).`;
  if (code === "EACCES")
    return `Port ${port} of ${host} needs more privileges. Select one above 1023 with --port.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `This machine has no address ${host}. Select another one with --host.`;
  return error instanceof Error ? error.message : String(error);
}
