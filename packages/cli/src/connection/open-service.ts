import type { CommandContext, GlobalOptions } from "../command-context.ts";
import type { Following } from "../follow/follow.ts";
import { findJournalFolder } from "../journal/journal-folder.ts";
import { createRecorder, type Recorder } from "../journal/create-recorder.ts";
import { toSeenTraining } from "../journal/training-record.ts";
import { createNotices, type Notices } from "../output/notices.ts";
import { connect, type Connection } from "./connect.ts";
import { readApiKey } from "./read-api-key.ts";

/** What a command needs to work with the service. */
export interface Service {
  connection: Connection;
  /** What following a training needs. */
  following: Following;
  /** Records what is seen of trainings, for `list`. */
  recorder: Recorder;
}

/** Reads the API key, and returns what a command needs to work with the service. */
export async function openService(
  context: CommandContext,
  options: GlobalOptions,
  notices: Notices = createNotices(context, options),
): Promise<Service> {
  const apiKey = await readApiKey(context, options);
  const connection = connect(context, options, { apiKey, notices });
  const { now, requestCount } = connection;
  const recorder = createRecorder(findJournalFolder(options, context.env), now, notices.warn);
  return {
    connection,
    recorder,
    following: {
      client: connection.createClient(),
      now,
      requestCount,
      record: (update) => recorder.record(toSeenTraining(update)),
      trace: notices.trace,
    },
  };
}
