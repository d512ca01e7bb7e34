import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import type { Bump, Change } from "./bump.ts";
import { CONTRACT } from "./public-interface.ts";

/** The packages that contain the contract, or types and rules generated from it. */
const PACKAGES = ["@dreambooth-sandbox/openapi", "@dreambooth-sandbox/client"];

/** A change in the output of `redocly diff`, as far as it is used here. */
interface ContractChange {
  path: string;
  kind: string;
  property?: string;
  impact: Bump;
  verdicts: { message: string }[];
}

const redocly = join(
  dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
  "bin/cli.js",
);
const config = join(import.meta.dirname, "redocly-diff.yaml");

/** Rates each change between two states of the contract by Redocly's recommended rules. */
export function rateContract(before: string, after: string): Change[] {
  const options = ["--config", config, "--format", "json", "--fail-on", "none"];
  const output = execFileSync(process.execPath, [redocly, "diff", before, after, ...options], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    maxBuffer: 64 * 1024 * 1024,
  });
  const { changes } = JSON.parse(output) as { changes: ContractChange[] };
  return changes.map((change) => ({
    packages: PACKAGES,
    bump: change.impact,
    file: CONTRACT.file,
    description: describe(change),
  }));
}

function describe({ path, kind, property, verdicts }: ContractChange): string {
  const place = property === undefined ? path : `${path}/${property}`;
  return [`${kind}: ${place}`, ...verdicts.map(({ message }) => message)].join(" ");
}
