import { recordTraining, type SeenTraining } from "./training-record.ts";

/** Records what is seen of trainings, one after the other. */
export interface Recorder {
  record: (seen: SeenTraining) => void;
  recorded: () => Promise<void>;
}

/** Creates a recorder. A record is a convenience for `list`, so a failure is only a warning. */
export function createRecorder(
  journalFolder: string,
  now: () => number,
  warn: (message: string) => void,
): Recorder {
  let last = Promise.resolve();
  return {
    record(seen) {
      last = last
        .then(() => recordTraining(journalFolder, seen, now()))
        .catch((error: Error) => warn(`The status could not be recorded for \`list\`: ${error.message}.`));
    },
    recorded: () => last,
  };
}
