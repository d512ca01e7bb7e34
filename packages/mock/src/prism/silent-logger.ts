import type { createInstance } from "@stoplight/prism-http";

/** The logger that Prism expects. */
export type PrismLogger = Parameters<typeof createInstance>[1]["logger"];

const drop = (): void => {};

/** Drops Prism's log. It has several lines per request, and some quote the body. The mock has its own log. */
export const silentLogger = {
  info: drop,
  success: drop,
  warn: drop,
  error: drop,
  debug: drop,
  child: () => silentLogger,
} as unknown as PrismLogger;
