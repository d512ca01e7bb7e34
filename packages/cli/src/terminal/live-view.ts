import { createLogUpdate } from "log-update";
import picocolors from "picocolors";
import stringWidth from "string-width";
import type { TerminalStream } from "../cli-context.ts";
import type { Redrawn } from "../output/output.ts";
import { type FollowedTraining, type FrameStyle, renderFrame } from "./frame.ts";
import type { Capabilities } from "./capabilities.ts";
import { asciiSymbols, unicodeSymbols } from "./symbols.ts";

/** Draws a training in a terminal, and again whenever time passes. */
export interface LiveView extends Redrawn {
  draw(): void;
  /** Draws the last frame, which stays, and restores the terminal. */
  stop(): void;
}

const REDRAW_MS = 1_000;
const HIDE_CURSOR = "\u001B[?25l";
const SHOW_CURSOR = "\u001B[?25h";
const ERASE_LINE_AND_MOVE_UP = "\u001B[2K\u001B[1A";
const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/**
 * Starts to draw `training` on a terminal. The cursor is hidden here and not by log-update: its package for that also
 * handles signals, and then ends the process before the command can print anything.
 */
export function startLiveView(
  stream: TerminalStream,
  training: FollowedTraining,
  now: () => number,
  { hasColors, hasUnicode }: Capabilities,
): LiveView {
  const redraw = createLogUpdate(stream, { showCursor: true });
  const colors = picocolors.createColors(hasColors);
  const symbols = hasUnicode ? unicodeSymbols : asciiSymbols;
  let drawn: string[] = [];
  stream.write(HIDE_CURSOR);
  // The command's clock decides what is shown, but not how often: a test or a demo can let it run faster.
  const timer = setInterval(draw, REDRAW_MS).unref();
  stream.on("resize", redrawAfterResize);

  return {
    draw,
    makeRoom(write) {
      redraw.clear();
      write();
      draw();
    },
    stop() {
      clearInterval(timer);
      stream.off("resize", redrawAfterResize);
      draw();
      redraw.done();
      stream.write(SHOW_CURSOR);
    },
  };

  function draw(): void {
    drawn = renderFrame(training, now(), { ...measure(stream), colors, symbols });
    redraw(drawn.join("\n"));
  }

  /** A terminal that became narrower has wrapped the lines, so there are more rows to erase than were drawn. */
  function redrawAfterResize(): void {
    const { columns } = measure(stream);
    const addedRows = drawn.reduce((rows, line) => rows + Math.ceil(stringWidth(line) / columns) - 1, 0);
    stream.write(ERASE_LINE_AND_MOVE_UP.repeat(addedRows));
    redraw.clear();
    draw();
  }
}

function measure({ columns, rows }: TerminalStream): Pick<FrameStyle, "columns" | "rows"> {
  return { columns: columns || DEFAULT_COLUMNS, rows: rows || DEFAULT_ROWS };
}
