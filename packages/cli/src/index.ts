export type { CliContext, TerminalStream } from "./cli-context.ts";
export { exitCodes } from "./exit-codes.ts";
export type { ExitCode, ExitCodeName } from "./exit-codes.ts";
export { runCli } from "./run-cli.ts";
