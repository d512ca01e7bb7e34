import { type ExitCode, exitCodes } from "./exit-codes.ts";

const ENVIRONMENT_HELP = `
Environment:
  DREAMBOOTH_SANDBOX_API_KEY   the API key; there is no option for it, because options show up in process lists
  DREAMBOOTH_SANDBOX_BASE_URL  the base URL of the service; --base-url takes precedence`;

const MOCK_HELP = `
To try the command without paying, run this (Node 24.18 or newer):
  npx @dreambooth-sandbox/mock --port 4010 --speed 60`;

/** Returns what the help shows after the commands and options. */
export function formatHelp(): string {
  return [ENVIRONMENT_HELP, formatExitCodes(), MOCK_HELP].join("\n");
}

function formatExitCodes(): string {
  const rows = Object.values<ExitCode>(exitCodes);
  const width = Math.max(...rows.map(({ code }) => String(code).length));
  const lines = rows.map(({ code, meaning }) => `  ${String(code).padEnd(width)}  ${meaning}`);
  return ["", "Exit codes:", ...lines].join("\n");
}
