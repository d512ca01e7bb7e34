import { contract } from "./contract.ts";

/** The marks that the contract puts behind its statements, with what each stands for, from the contract's own table. */
export const evidence: ReadonlyMap<string, string> = new Map(
  [...contract.info.description.matchAll(/^\| \[([a-z ]+)\] \| (.+) \|$/gm)].map(
    ([, mark = "", meaning = ""]) => [mark, meaning],
  ),
);
