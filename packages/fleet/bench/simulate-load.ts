import { readFileSync, writeFileSync } from "node:fs";
import { simulateAccount } from "./simulate-account.ts";

// Writes the table of load, accounts, and hours into the guide. Run with --max-old-space-size=8000.
const GUIDE = new URL("../../../apps/docs/src/guides/fleet.md", import.meta.url);
const MARKERS = /(<!-- load -->\n)[\s\S]*?(<!-- \/load -->)/;
const MAX_PER_SECOND = 10;
const LOADS: readonly [trainings: number, accounts: number][] = [
  [1_000, 1],
  [10_000, 1],
  [100_000, 1],
  [100_000, 10],
  [1_000_000, 1],
  [1_000_000, 10],
  [1_000_000, 100],
];

const isSmall = process.argv.includes("--small");
const rows = LOADS.map(([trainings, accounts]) => {
  const each = (isSmall ? trainings / 1_000 : trainings) / accounts;
  const [polls, calls] = [false, true].map((hasWebhooks) =>
    simulateAccount(Math.max(1, each), MAX_PER_SECOND, hasWebhooks),
  );
  const cells = [polls, calls].flatMap((report) => [
    report?.hours.toFixed(1),
    formatMinutes(report?.meanLatenessMinutes ?? 0),
    report?.requestsPerTraining.toFixed(1),
  ]);
  console.log(trainings, accounts, polls, calls);
  return `| ${trainings.toLocaleString("en")} | ${accounts} | ${cells.join(" | ")} |`;
});
const table = [
  "| trainings | accounts | polls: hours | end known after | requests each | webhooks: hours | end known after | requests each |",
  "| --: | --: | --: | --: | --: | --: | --: | --: |",
  ...rows,
].join("\n");
if (isSmall) console.log(table);
else writeFileSync(GUIDE, readFileSync(GUIDE, "utf8").replace(MARKERS, `$1\n${table}\n\n$2`));

function formatMinutes(minutes: number): string {
  return minutes < 1
    ? `${(minutes * 60).toFixed(0)} s`
    : minutes < 120
      ? `${minutes.toFixed(0)} min`
      : `${(minutes / 60).toFixed(1)} h`;
}
