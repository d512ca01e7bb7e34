import type { CommandContext } from "./command-context.ts";
import { formatColumns, formatStatus } from "./format-status.ts";
import { loadFleet, readAccount, UsageError } from "./load-fleet.ts";
import type { FleetSource } from "./load-fleet.ts";
import { serveOperation } from "./serve-operation.ts";
import type { ParkedItem } from "../store/parked.ts";

interface WorkCommandOptions extends FleetSource {
  maxPerSecond: number;
  port?: number;
  host: string;
}

/** Works until the context's signal aborts. */
export async function runWork(context: CommandContext, options: WorkCommandOptions): Promise<void> {
  const { signal, stderr } = context;
  const accounts = options.config === undefined ? readAccount(context, options.maxPerSecond) : {};
  await using fleet = await loadFleet(context, options, accounts);
  const server =
    options.port === undefined ? undefined : await serveOperation(fleet, options.port, options.host);
  if (server) stderr.write(`Serving ${server.url}/metrics and ${server.url}/healthz\n`);
  stderr.write("Working. SIGTERM lets requests in flight finish.\n");
  try {
    await fleet.work({ signal });
  } finally {
    await server?.close();
  }
}

/** Prints the status of all processes. */
export async function printStatus(
  context: CommandContext,
  { json = false, ...source }: FleetSource & { json?: boolean },
): Promise<void> {
  await using fleet = await loadFleet(context, source);
  const status = await fleet.status();
  context.stdout.write(json ? `${JSON.stringify(status)}\n` : formatStatus(status));
}

/** Prints what waits for a person. */
export async function printParked(
  context: CommandContext,
  { json = false, retryEvents = false, ...source }: FleetSource & { json?: boolean; retryEvents?: boolean },
): Promise<void> {
  await using fleet = await loadFleet(context, source);
  if (retryEvents) {
    const count = await fleet.retryParkedEvents();
    context.stderr.write(`${count} events are pending again.\n`);
  }
  for await (const item of fleet.parked())
    context.stdout.write(json ? `${JSON.stringify(item)}\n` : formatColumns([toRow(item)]));
}

function toRow(item: ParkedItem): [string, ...string[]] {
  const what = item.kind === "intent" ? `intent ${item.intentId}` : `${item.event} of ${item.trainingId}`;
  return [new Date(item.since).toISOString(), item.account, what, item.reason];
}

/** Records what became of an intent. */
export async function resolve(
  context: CommandContext,
  intentId: string,
  { training, notCreated, ...source }: FleetSource & { training?: string; notCreated?: boolean },
): Promise<void> {
  if ((training === undefined) === (notCreated === undefined))
    throw new UsageError("Give either --training <id> or --not-created.");
  await using fleet = await loadFleet(context, source);
  await fleet.resolve(intentId, training === undefined ? { notCreated: true } : { trainingId: training });
}
