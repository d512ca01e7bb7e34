/** Where the client reports; `console` is one. No line contains the API key or a request's body. */
export interface Logger {
  /** Each attempt and its outcome. */
  debug?(message: string): void;
  /** What works, but deserves a look: advice on a request, forgiven failures, stalls. */
  warn?(message: string): void;
}

/** A logger that never throws, and never shows the key. */
export function createSafeLogger(logger: Logger, redact: (text: string) => string): Required<Logger> {
  const write = (level: keyof Logger) => (message: string) => {
    try {
      logger[level]?.(redact(message));
    } catch {}
  };
  return { debug: write("debug"), warn: write("warn") };
}
