import { Writable } from "node:stream";
import xterm, { type IBuffer, type Terminal } from "@xterm/headless";

/** A terminal of xterm.js, in this process, with one line that was there before. */
export class Screen {
  /** What a command writes to. */
  readonly stream: Writable & { columns: number; rows: number; isTTY: true };
  written = "";
  readonly #terminal: Terminal;
  #shown = 0;

  constructor(columns: number, rows = 24) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
    const write = (chunk: unknown, _encoding: unknown, done: () => void) => {
      this.written += String(chunk);
      done();
    };
    this.stream = Object.assign(new Writable({ write }), { columns, rows, isTTY: true as const });
    this.stream.write("$ before\n");
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    Object.assign(this.stream, { columns, rows });
    this.stream.emit("resize");
  }

  /** Shows all that was written, and returns the screen. */
  async show(): Promise<IBuffer> {
    const written = this.written.slice(this.#shown);
    this.#shown = this.written.length;
    await new Promise<void>((resolve) => this.#terminal.write(written, resolve));
    return this.#terminal.buffer.active;
  }

  /** Returns the rows that are not empty, each with a mark if it is the rest of the row above. */
  async read(): Promise<string[]> {
    const buffer = await this.show();
    const rows = Array.from({ length: buffer.length }, (_, row) => buffer.getLine(row));
    return rows
      .map((row) => ({ text: row?.translateToString(true).trimEnd() ?? "", isWrapped: row?.isWrapped }))
      .filter(({ text }) => text !== "")
      .map(({ text, isWrapped }) => (isWrapped ? `(wrapped) ${text}` : text));
  }
}
