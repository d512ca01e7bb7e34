import { runCases } from "./cases.mjs";
import { train } from "./train.mjs";

/** The programs that run on every runtime. Each takes one JSON value and returns one. */
export const programs = { runCases, train };
