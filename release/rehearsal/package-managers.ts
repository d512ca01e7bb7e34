import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** How a package manager installs what the package.json of a folder names. */
export interface PackageManager {
  name: string;
  command: string;
  install: readonly string[];
  /** Writes the settings that point it to a registry on this machine. */
  configure(folder: string, registry: string): Promise<void>;
}

const writeNpmrc = (folder: string, registry: string) =>
  writeFile(join(folder, ".npmrc"), `registry=${registry}\n`);

export const npm: PackageManager = {
  name: "npm",
  command: "npm",
  install: ["install", "--no-audit", "--no-fund", "--no-update-notifier"],
  configure: writeNpmrc,
};

const pnpm: PackageManager = {
  name: "pnpm",
  command: "pnpm",
  // pnpm waits a day before it installs a new version, so that a stolen one is noticed. A rehearsal cannot wait.
  install: ["install", "--config.minimum-release-age=0"],
  configure: writeNpmrc,
};

const bun: PackageManager = { name: "bun", command: "bun", install: ["install"], configure: writeNpmrc };

const yarn: PackageManager = {
  name: "yarn 4",
  command: "yarn",
  install: ["install", "--no-immutable"],
  async configure(folder, registry) {
    const settings = [
      `npmRegistryServer: "${registry}"`,
      `unsafeHttpWhitelist: ["${new URL(registry).hostname}"]`,
      "enableTelemetry: false",
      "nodeLinker: node-modules",
      "npmMinimalAgeGate: 0",
    ];
    await writeFile(join(folder, ".yarnrc.yml"), `${settings.join("\n")}\n`);
  },
};

/** All but npm, with which every kind of consumer is tried. */
export const otherPackageManagers: readonly PackageManager[] = [pnpm, yarn, bun];
