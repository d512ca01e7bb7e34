/** The command's exit codes, a stable part of its interface. */
export const exitCodes = {
  ok: 0,
  /** Anything that has no code of its own. */
  error: 1,
  /** The command line or the request was wrong; nothing was sent. */
  usage: 2,
  trainingFailed: 3,
  /** The deadline passed; the training goes on. */
  deadline: 4,
  /** The create's outcome is unknown: a training may exist and be charged for. Do not repeat it blindly. */
  outcomeUnknown: 5,
  /** Interrupted by the user; the training goes on. */
  interrupted: 130,
} as const;
