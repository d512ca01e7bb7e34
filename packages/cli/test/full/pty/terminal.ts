import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import xterm from "@xterm/headless";
import { command } from "../command.ts";

/** How a command ended, and the mode in which it left the terminal. */
export interface End {
  exitCode: number | null;
  signal: number | null;
  /** Whether the terminal shows what is typed. */
  echo: boolean;
  /** Whether the terminal edits lines. */
  lines: boolean;
  /** Whether Ctrl-C is a signal. */
  interrupts: boolean;
}

/** A terminal that ended in its usual mode. */
export const restored = { echo: true, lines: true, interrupts: true };

/** After this long, a text that is not shown is reported with what is shown instead. */
const LONGEST_WAIT_MS = 30_000;

/** A terminal in which a command runs. */
export interface Terminal extends AsyncDisposable {
  type(text: string): void;
  signal(number: number): void;
  resize(columns: number, rows: number): void;
  /** Resolves when the screen shows a text. */
  shows(text: string): Promise<void>;
  /** The rows of the screen and of all that has scrolled out of it. */
  rows(): string[];
  isCursorHidden(): boolean;
  /** All that the command wrote. */
  readonly written: string;
  /** Resolves when the command has ended. */
  ended(): Promise<End>;
}

export interface TerminalOptions {
  env?: NodeJS.ProcessEnv;
  columns?: number;
  rows?: number;
  /** What runs in the terminal. Default: this package's command. */
  words?: string[];
}

/** Runs a command in a terminal: Python has the pseudo-terminal, and xterm.js interprets what is written to it. */
export function openTerminal(
  args: string[],
  { env = {}, columns = 80, rows = 24, words = command }: TerminalOptions = {},
): Terminal {
  const helper = join(import.meta.dirname, "run-in-pty.py");
  const child = spawn("python3", [helper, String(columns), String(rows), ...words, ...args], {
    env: { PATH: process.env["PATH"], LANG: "C.UTF-8", TERM: "xterm-256color", ...env },
  });
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const report = text(child.stderr);
  let written = "";
  let check = () => {};
  child.stdout.on("data", (chunk: Buffer) => {
    written += chunk.toString();
    emulator.write(chunk, () => check());
  });
  const send = (value: object) => void child.stdin.write(`${JSON.stringify(value)}\n`);
  const readRows = () =>
    Array.from({ length: emulator.buffer.active.length }, (_, row) =>
      (emulator.buffer.active.getLine(row)?.translateToString(true) ?? "").trimEnd(),
    );
  return {
    type: (typed) => send({ write: typed }),
    signal: (number) => send({ signal: number }),
    resize(newColumns, newRows) {
      emulator.resize(newColumns, newRows);
      send({ resize: [newColumns, newRows] });
    },
    shows: (expected) =>
      new Promise((resolve, reject) => {
        const fail = (problem: string) => () =>
          reject(
            new Error(
              `${problem} before ${JSON.stringify(expected)} was shown:\n${readRows().join("\n").trim()}`,
            ),
          );
        const timer = setTimeout(fail(`${LONGEST_WAIT_MS} ms passed`), LONGEST_WAIT_MS);
        child.once("close", fail("The command ended"));
        check = () => {
          if (!readRows().join("\n").includes(expected)) return;
          clearTimeout(timer);
          resolve();
        };
        check();
      }),
    rows: readRows,
    isCursorHidden: () => written.lastIndexOf("\u001B[?25l") > written.lastIndexOf("\u001B[?25h"),
    get written() {
      return written;
    },
    async ended() {
      if (child.exitCode === null) await once(child, "close");
      const lines = (await report).trim().split("\n");
      return JSON.parse(lines.at(-1) ?? "");
    },
    async [Symbol.asyncDispose]() {
      await end(child);
      emulator.dispose();
    },
  };
}

/** Closes the terminal, which ends the command. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, "close");
}
