import { commandSpecs } from "../commands/commands.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { globalOptions, helpOption, versionOption } from "./global-options.ts";

export const PROGRAM_NAME = "dreambooth-sandbox";
export const PROGRAM_DESCRIPTION = "Train Dreambooth models through the Dreambooth Sandbox API (unofficial).";

const environment = [
  {
    name: "DREAMBOOTH_SANDBOX_API_KEY",
    meaning: "the API key; there is no option for it, because options show up in process lists",
  },
  {
    name: "DREAMBOOTH_SANDBOX_BASE_URL",
    meaning: "the base URL of the service; --base-url takes precedence",
  },
];

/** Returns the help of the whole command. It needs no parser of command lines, so that `--help` starts fast. */
export function formatProgramHelp(): string {
  const options = [versionOption, ...globalOptions, helpOption];
  return [
    `Usage: ${PROGRAM_NAME} [options] [command]`,
    PROGRAM_DESCRIPTION,
    formatSection(
      "Options",
      options.map(({ flags, description }) => [flags, description]),
    ),
    formatSection("Commands", [
      ...commandSpecs.map(({ synopsis, summary }): Row => [synopsis, summary]),
      ["help [command]", "show help for a command"],
    ]),
    formatSection(
      "Environment",
      environment.map(({ name, meaning }) => [name, meaning]),
    ),
    formatSection(
      "Exit codes",
      Object.values<ExitCode>(exitCodes).map(({ code, meaning }) => [String(code), meaning]),
    ),
    "To try the command without paying, run this (Node 24.18 or newer):\n  npx @dreambooth-sandbox/mock --port 4010 --speed 60\n",
  ].join("\n\n");
}

type Row = [term: string, meaning: string];

function formatSection(title: string, rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([term]) => term.length));
  return [`${title}:`, ...rows.map(([term, meaning]) => `  ${term.padEnd(width)}  ${meaning}`)].join("\n");
}
