import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import type { LogEntry, TrainingLog } from "@dreambooth-sandbox/log-parser";
import type { ListedTraining } from "../journal/listed-training.ts";

/** What `--json` prints, one document per line. `events.schema.json` describes them for every language. */
export type CliEvent =
  | { event: "request"; method: string; url: string; body: Readonly<Record<string, unknown>> }
  | { event: "created"; trainingId: string; intentId: string; status: string; etaMs?: number }
  | ({ event: "update" } & UpdateFields)
  | ({ event: "listed" } & ListedTraining)
  | { event: "resolved"; intentId: string; state: "created" | "refused"; trainingId?: string }
  | ({ event: "log" } & Omit<TrainingLog, "text">)
  | { event: "entry"; entry: LogEntry };

type UpdateFields = Omit<TrainingUpdate, "log" | "newEntries" | "raw"> &
  Pick<TrainingLog, "outcome" | "entries">;

/** Returns the line of an event. */
export function formatEvent(event: CliEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/** Returns the event of an update, without the log's text: its entries have all of it. */
export function toUpdateEvent({ log, newEntries: _, raw: __, ...update }: TrainingUpdate): CliEvent {
  return { event: "update", ...update, outcome: log.outcome, entries: log.entries };
}
