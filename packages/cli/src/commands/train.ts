import { fileJournal } from "@dreambooth-sandbox/client/journal";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { findBaseUrl } from "../connection/base-url.ts";
import { openService } from "../connection/open-service.ts";
import { addFollowOptions, type FollowOptions } from "../follow/follow-options.ts";
import { follow } from "../follow/follow.ts";
import { addExamples } from "../help/add-examples.ts";
import { findJournalFolder } from "../journal/journal-folder.ts";
import { requireNotSent, sendOnce, type SentTraining } from "../journal/send-once.ts";
import { formatEvent } from "../output/events.ts";
import { formatDuration } from "../output/format.ts";
import { createNotices, type Notices, withoutShown } from "../output/notices.ts";
import { toPrintableLine } from "../output/to-printable.ts";
import { addRequestOptions, buildRequest, readGivenRequest } from "../request/build-request.ts";
import { confirmRequest, requireConfirmation } from "../request/confirm-request.ts";
import { nameOptions } from "../request/explain-problems.ts";
import { prepareRequest, type PreparedRequest, type PrepareSettings } from "../request/prepare-request.ts";
import { trainingFields } from "../request/request-fields.ts";
import { listRequestOptions, type RequestOption } from "../request/request-option.ts";

interface TrainOptions extends FollowOptions {
  wait?: true;
  yes?: true;
  dryRun?: true;
  again?: true;
}

/** Adds what `train` does, with one option for each request field. */
export function configureTrain(command: Command, context: CommandContext): void {
  const requestOptions = listRequestOptions(trainingFields);
  command
    .description(
      "Create a training, which costs money, and print its id. An invalid request is not sent, and neither is one that was sent within the last hour.",
    )
    .option("--yes", "send without asking; required without a terminal")
    .option("--dry-run", "print the request and send nothing; needs no key")
    .option("--again", "send the request although it was sent before, which costs money again")
    .option("--wait", "follow the training until the model is ready");
  addFollowOptions(addRequestOptions(command, requestOptions)).action(async (_, self: Command) => {
    const options = self.optsWithGlobals<TrainOptions>();
    const notices = createNotices(context, options);
    const warnings = new Set<string>();
    const warn = (message: string) => void warnings.add(message);
    const prepared = await prepare(self, requestOptions, {
      baseUrl: findBaseUrl(options, context.env),
      warn,
    });
    for (const message of warnings) notices.warn(message);
    if (options.dryRun) printRequest(prepared, options, context);
    // The client warns again when it sends the request.
    else await train(prepared, options, context, withoutShown(notices, warnings));
  });
  addExamples(command, [
    "dreambooth-sandbox train --request request.json --dry-run",
    "dreambooth-sandbox train --request request.json --yes --wait",
  ]);
}

async function prepare(
  command: Command,
  requestOptions: readonly RequestOption[],
  settings: PrepareSettings,
): Promise<PreparedRequest> {
  const given = await readGivenRequest(command, requestOptions);
  return prepareRequest(buildRequest(given), settings).catch((error: unknown) => {
    throw nameOptions(error, requestOptions, given);
  });
}

async function train(
  { body, ...address }: PreparedRequest,
  options: TrainOptions,
  context: CommandContext,
  notices: Notices,
): Promise<void> {
  requireConfirmation(context, options.yes === true);
  const { connection, following, recorder } = await openService(context, options, notices);
  const sending = {
    journal: fileJournal(findJournalFolder(options, context.env)),
    createClient: connection.createClient,
    body,
    again: options.again === true,
    now: connection.now,
    signal: context.signal,
    options,
  };
  await requireNotSent(sending);
  if (!options.yes) await confirmRequest(context, { body, ...address });
  const created = await sendOnce(sending);
  recorder.record({ trainingId: created.trainingId, status: created.status });
  try {
    printCreated(created, options, context);
    // Without a reader of the id, there is nothing to wait for. The journal has the id.
    await context.output.flush();
    if (options.wait) await follow(created.trainingId, options, context, following);
  } finally {
    await recorder.recorded();
  }
}

function printRequest(request: PreparedRequest, { json }: TrainOptions, { output }: CommandContext): void {
  if (json) return output.print(formatEvent({ event: "request", ...request }));
  output.report(`Nothing was sent. The request would be: ${request.method} ${request.url}`);
  output.print(`${JSON.stringify(request.body, undefined, 2)}\n`);
}

function printCreated(
  { trainingId, intentId, status, etaMs }: SentTraining,
  { json }: TrainOptions,
  { output }: CommandContext,
): void {
  const estimate = etaMs === undefined ? {} : { etaMs };
  if (json) return output.print(formatEvent({ event: "created", trainingId, intentId, status, ...estimate }));
  const remaining = etaMs === undefined ? "" : `, about ${formatDuration(etaMs)} remaining`;
  output.report(`Created a training: ${toPrintableLine(status)}${remaining}.`);
  output.print(`${toPrintableLine(trainingId)}\n`);
}
