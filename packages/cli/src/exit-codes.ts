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
  usage: { code: 2, meaning: "The command line, the request, the input, or the API key is invalid." },
  trainingFailed: { code: 3, meaning: "The training failed." },
  deadline: { code: 4, meaning: "The deadline passed. The training continues." },
  outcomeUnknown: {
    code: 5,
    meaning: "The training may exist and be charged for. Check your account before you create it again.",
  },
  trainingNotFound: { code: 6, meaning: "The service has no training with this id." },
  alreadySent: {
    code: 7,
    meaning: "The same request was sent before. Nothing was sent. Use --again to send it again.",
  },
  declined: { code: 8, meaning: "The prompt was answered with no. Nothing was sent." },
  unavailable: {
    code: 9,
    meaning: "The service could not be reached, or it limits the rate of requests. Try again later.",
  },
  quota: { code: 10, meaning: "The account is out of credits, or its plan does not include the operation." },
  interrupted: { code: 130, meaning: "Ctrl-C interrupted the command. A training continues." },
  brokenPipe: {
    code: 141,
    meaning: "The program that reads the output ended first, such as `head`. A training continues.",
  },
  terminated: { code: 143, meaning: "SIGTERM ended the command. A training continues." },
} as const satisfies Record<string, ExitCode>;

/** The name of an exit code. */
export type ExitCodeName = keyof typeof exitCodes;
