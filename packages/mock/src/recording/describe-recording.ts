import { loadContract } from "../contract/contract.ts";
import { readHar } from "./read-har.ts";
import { planReplay } from "./replay-plan.ts";

/** Returns one line about what is replayed of a recording, and what is not. */
export async function describeRecording(file: string): Promise<string> {
  const recording = await readHar(file);
  const { creates, statuses, ignored } = planReplay(await loadContract(), recording);
  const parts = [
    `Replaying ${file}: ${creates.length} creates, the statuses of ${statuses.size} trainings`,
    ...(ignored > 0 ? [`${ignored} of ${recording.exchanges.length} entries ignored`] : []),
    ...(recording.isCut ? ["the end of the file is missing"] : []),
  ];
  return `${parts.join("; ")}.`;
}
