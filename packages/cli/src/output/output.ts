import type { CliContext } from "../cli-context.ts";

/** Something on the terminal that is redrawn, and makes room for lines above it. */
export interface Redrawn {
  /** Erases it, runs `write`, and draws it again. */
  makeRoom(write: () => void): void;
}

/** Writes what a command prints, and survives a reader that ends first. */
export interface Output {
  /** Prints a result on standard output. A failure ends the command; see {@link Output.flush}. */
  print(text: string): void;
  /** Prints a line on standard error. A failure has no effect: the reader does not want to know. */
  report(line: string): void;
  /** Resolves when every result is written. Rejects with the first failure. */
  flush(): Promise<void>;
  /** Aborts at the first failure to print a result, with the failure as its reason. */
  readonly failed: AbortSignal;
  /** What is redrawn at present. */
  redrawn: Redrawn | undefined;
  /** Stops handling the streams' errors, once none can follow. */
  close(): Promise<void>;
}

/** Creates the output of one run. Until it is closed, no error of the streams can end the process. */
export function createOutput({ stdout, stderr }: CliContext): Output {
  const failure = new AbortController();
  const pending = new Set<Promise<void>>();
  // The callback of each write has its error, too.
  const ignore = () => {};
  for (const stream of [stdout, stderr]) stream.on("error", ignore);
  const output: Output = {
    print(text) {
      const written = new Promise<void>((resolve) => {
        stdout.write(text, (error) => {
          if (error) failure.abort(error);
          resolve();
        });
      });
      pending.add(written);
      void written.then(() => pending.delete(written));
    },
    report(line) {
      const write = () => void stderr.write(`${line}\n`);
      if (output.redrawn) output.redrawn.makeRoom(write);
      else write();
    },
    async flush() {
      await Promise.all(pending);
      failure.signal.throwIfAborted();
    },
    failed: failure.signal,
    redrawn: undefined,
    async close() {
      // A stream emits its error after it has called back.
      await new Promise(setImmediate);
      for (const stream of [stdout, stderr]) stream.off("error", ignore);
    },
  };
  return output;
}

/** Returns whether an error means that the reader of the output has ended. */
export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}
