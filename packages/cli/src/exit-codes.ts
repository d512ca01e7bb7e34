/** An exit code, and when the command ends with it. */
export interface ExitCode {
  code: number;
  /** A sentence for the help and the README. */
  meaning: string;
}

/** The command's exit codes by name. They are a stable part of its interface. */
export const exitCodes = {
  ok: { code: 0, meaning: "The command succeeded." },
  error: {
    code: 1,
    meaning: "An error occurred that has no exit code of its own. Use --debug to see its stack trace.",
  },
  usage: { code: 2, meaning: "The command line, the request, or the API key is invalid." },
  trainingFailed: { code: 3, meaning: "The training failed." },
  deadline: { code: 4, meaning: "The deadline passed. The training continues." },
  outcomeUnknown: {
    code: 5,
    meaning: "The training may exist and be charged for. Check your account before you create it again.",
  },
  trainingNotFound: { code: 6, meaning: "The service has no training with this id." },
  interrupted: { code: 130, meaning: "The command was interrupted. The training continues." },
} as const satisfies Record<string, ExitCode>;

/** The name of an exit code. */
export type ExitCodeName = keyof typeof exitCodes;
