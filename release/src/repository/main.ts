import { join } from "node:path";
import process from "node:process";
import { findDisagreements } from "./find-disagreements.ts";
import { setRepository } from "./set-repository.ts";

const thisRepository = join(import.meta.dirname, "../../..");
const [url, repository = thisRepository] = process.argv.slice(2);

if (url === undefined) {
  console.error("Usage: pnpm set-repository https://github.com/ORGANIZATION/NAME");
  process.exitCode = 2;
} else {
  setRepository(repository, url);
  const disagreements = findDisagreements(repository);
  for (const line of disagreements) console.error(line);
  if (disagreements.length > 0) process.exitCode = 1;
}
