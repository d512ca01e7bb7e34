import type { TerminalStream } from "../cli-context.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What a stream can show. */
export interface Capabilities {
  /** Whether lines can be redrawn. */
  canRedraw: boolean;
  hasColors: boolean;
  hasUnicode: boolean;
}

/** Finds out what a stream can show, from the stream and from the environment's usual variables. */
export function findCapabilities(
  stream: TerminalStream,
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Capabilities {
  const isTerminal = stream.isTTY === true && env["TERM"] !== "dumb";
  return {
    // The log of a CI job is not redrawn, even if it looks like a terminal.
    canRedraw: isTerminal && !isSet(env["CI"]),
    hasColors: findColors(env) ?? isTerminal,
    hasUnicode:
      platform === "win32"
        ? env["TERM_PROGRAM"] !== undefined || env["WT_SESSION"] !== undefined
        : hasUtf8(env),
  };
}

/** Returns what `FORCE_COLOR` and `NO_COLOR` demand. `undefined`: nothing. */
function findColors({ FORCE_COLOR: forced, NO_COLOR: refused }: Environment): boolean | undefined {
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return refused !== undefined && refused !== "" ? false : undefined;
}

/** Returns whether a variable is set to anything but a word for no. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "0" && value !== "false" && value !== "";
}

/** The first of the locale's variables that is set decides. */
function hasUtf8({ LC_ALL, LC_CTYPE, LANG, TERM }: Environment): boolean {
  // The console of Linux has no glyphs for the symbols.
  return TERM !== "linux" && /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || "");
}
