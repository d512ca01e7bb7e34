import type { Intent } from "@dreambooth-sandbox/client";
import type { GlobalOptions } from "../command-context.ts";
import { formatCommand } from "../help/format-command.ts";
import { CommandError } from "../output/command-error.ts";
import { formatDuration } from "../output/format.ts";

/** Returns the error for a request that was sent before. */
export function alreadySent(earlier: Intent, now: number, options: GlobalOptions): CommandError {
  const { intentId, trainingId, updatedAt } = earlier;
  const age = formatDuration(Math.max(0, now - updatedAt));
  const isCreated = earlier.state === "created" && trainingId !== undefined;
  const message = isCreated
    ? `The same request created training ${trainingId} ${age} ago. Nothing was sent. Use --again to create another training, which costs money again.`
    : `The same request was sent ${age} ago as intent ${intentId}, and its outcome is unknown. Nothing was sent. Check your account, then record what you found, or use --again.`;
  return new CommandError(message, {
    code: "already_sent",
    exit: "alreadySent",
    next: isCreated ? [formatCommand(["wait", trainingId], options)] : listResolutions(intentId, options),
    trainingId,
    intentId,
  });
}

/** Returns the commands that settle an intent whose outcome is unknown. */
export function listResolutions(intentId: string, options: GlobalOptions): string[] {
  return [
    formatCommand(["resolve", intentId, "--training-id", "ID"], options),
    formatCommand(["resolve", intentId, "--not-created"], options),
  ];
}
