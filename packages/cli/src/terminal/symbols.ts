/** The characters of the live view. */
export interface Symbols {
  done: string;
  current: string;
  failed: string;
  separator: string;
  barDone: string;
  barLeft: string;
  ellipsis: string;
}

/** For terminals with UTF-8. */
export const unicodeSymbols: Symbols = {
  done: "✔",
  current: "●",
  failed: "✖",
  separator: " · ",
  barDone: "█",
  barLeft: "░",
  ellipsis: "…",
};

/** For all other terminals. */
export const asciiSymbols: Symbols = {
  done: "+",
  current: "*",
  failed: "x",
  separator: ", ",
  barDone: "#",
  barLeft: "-",
  ellipsis: "...",
};
