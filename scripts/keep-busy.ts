import { spawn } from "node:child_process";
import process from "node:process";

/** Occupies the processor with four busy workers until this process ends. Needs the Debian package `stress-ng`. */
export function keepBusy(): void {
  const stress = spawn("stress-ng", ["--cpu", "4"], { stdio: "ignore" });
  stress.on("error", (cause) => {
    throw new Error("Could not start stress-ng. Install the package `stress-ng`.", { cause });
  });
  stress.unref();
  process.once("exit", () => void stress.kill());
}
