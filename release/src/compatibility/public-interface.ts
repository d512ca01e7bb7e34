import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "commander";
import { listPublishedPackages, type PublishedPackage } from "../published-packages.ts";
import { renderApiReports, type EntryPoint } from "./api-report.ts";
import { renderCommandReport } from "./command-report.ts";
import type { Report } from "./report.ts";

/** The folder of the reports and the contract of the last release. */
export const BASELINE_FOLDER = "api";

/** The contract, and its state at the last release. */
export const CONTRACT = {
  file: "openapi/openapi.yaml",
  baseline: `${BASELINE_FOLDER}/openapi.baseline.yaml`,
};

/** Returns the reports of the last release. */
export function readBaselines(repository: string): Report[] {
  const folder = join(repository, BASELINE_FOLDER);
  return globSync("*.md", { cwd: folder })
    .filter((file) => file !== "README.md")
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));
}

/** Returns the reports of what the repository's packages offer now. The packages must be built. */
export async function renderReports(repository: string): Promise<Report[]> {
  const entryPoints = listPublishedPackages(repository).flatMap((published) =>
    listEntryPoints(repository, published),
  );
  return [...renderApiReports(entryPoints), ...(await renderCommandReports(repository))];
}

function listEntryPoints(repository: string, { folder, manifest }: PublishedPackage): EntryPoint[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([path, target]) => {
    const declarations = typeof target === "string" ? undefined : target["types"];
    if (declarations === undefined) return [];
    const name = [basename(folder), ...path.split("/").slice(1)].join(".");
    return [{ name, folder: join(repository, folder), declarations }];
  });
}

async function renderCommandReports(repository: string): Promise<Report[]> {
  const load = (file: string) => import(pathToFileURL(join(repository, "packages", file)).href);
  const cli = (await load("cli/dist/program.js")) as { createProgram: (context: object) => Promise<Command> };
  const { exitCodes } = (await load("cli/dist/exit-codes.js")) as {
    exitCodes: Record<string, { code: number }>;
  };
  const fleet = (await load("fleet/dist/command/program.js")) as {
    createProgram: (context: unknown) => Command;
  };
  const fleetCodes = (await load("fleet/dist/command/exit-codes.js")) as {
    exitCodes: Record<string, number>;
  };
  const mock = (await load("mock/dist/command/command.js")) as { createProgram: () => Command };
  return [
    renderCommandReport("cli.md", {
      program: await cli.createProgram({}),
      exitCodes: Object.fromEntries(Object.entries(exitCodes).map(([name, { code }]) => [name, code])),
    }),
    renderCommandReport("fleet.md", {
      program: fleet.createProgram(process),
      exitCodes: fleetCodes.exitCodes,
    }),
    renderCommandReport("mock.md", { program: mock.createProgram() }),
  ];
}
