/** The command's exit codes. They are a stable part of its interface. */
export const exitCodes = {
  /** The command succeeded, or `work` stopped after a signal. */
  ok: 0,
  /** The store failed or contradicts the call, or the configuration cannot be loaded. */
  error: 1,
  /** The command line is invalid. */
  usage: 2,
} as const;
