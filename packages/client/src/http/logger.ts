/** Receives the client's log lines; `console` fits. No line contains the API key or a request body. */
export interface Logger {
  /** Each attempt and its outcome. */
  debug?(message: string): void;
  /** What works but deserves attention: recommendations for a request, tolerated failures, stalls. */
  warn?(message: string): void;
}

/** Returns a logger that never throws and never shows the API key. */
export function createSafeLogger(logger: Logger, redact: (text: string) => string): Required<Logger> {
  const write = (level: keyof Logger) => (message: string) => {
    try {
      logger[level]?.(redact(message));
    } catch {}
  };
  return { debug: write("debug"), warn: write("warn") };
}
