import { spawn } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";

/** No telemetry, no update notices, no progress bars. npm and pnpm print only warnings and errors. */
const quiet = {
  DO_NOT_TRACK: "1",
  NO_UPDATE_NOTIFIER: "1",
  npm_config_loglevel: "warn",
  npm_config_progress: "false",
  npm_config_update_notifier: "false",
  PNPM_CONFIG_LOGLEVEL: "warn",
};

/**
 * Runs a command in this terminal and returns its exit code, which is 128 plus the signal's number if a signal
 * ended it. SIGINT and SIGTERM are left to the command, so that the terminal is free only when it has ended.
 */
export function run(command, args) {
  const child = spawn(command, args, { env: { ...process.env, ...quiet }, stdio: "inherit" });
  const forward = (signal) => child.kill(signal);
  const signals = ["SIGINT", "SIGTERM"];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      for (const each of signals) process.off(each, forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
