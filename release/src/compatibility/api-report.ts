import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type IConfigFile,
} from "@microsoft/api-extractor";
import type { Report } from "./report.ts";

/** An entry point of a package: what users import, and its declarations. */
export interface EntryPoint {
  /** The report's name, without `.api.md`. */
  name: string;
  /** The package's folder. */
  folder: string;
  /** The path of the declarations in that folder. */
  declarations: string;
}

/** Returns API Extractor's report of each entry point, with the types that it uses but does not export. */
export function renderApiReports(entryPoints: EntryPoint[]): Report[] {
  const folder = mkdtempSync(join(tmpdir(), "dreambooth-sandbox-api-"));
  try {
    const configs = entryPoints.map((entryPoint) => prepare(entryPoint, folder));
    const [first] = configs;
    if (first === undefined) return [];
    // One compilation for all, because most of its time goes into the declarations of the DOM and of Node.
    const additionalEntryPoints = configs.map((config) => config.mainEntryPointFilePath);
    const compilerState = CompilerState.create(first, { additionalEntryPoints });
    return configs.map((config) => extract(config, compilerState));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function extract(config: ExtractorConfig, compilerState: CompilerState): Report {
  const problems: string[] = [];
  const { succeeded } = Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
      if (message.logLevel === ExtractorLogLevel.Error) problems.push(message.text);
    },
  });
  const file = config.reportFilePath;
  if (!succeeded) throw new Error(`API Extractor failed for ${file}:\n${problems.join("\n")}`);
  return { file: config.reportConfigs[0]?.fileName ?? "", text: readFileSync(file, "utf8") };
}

function prepare({ name, folder, declarations }: EntryPoint, reportFolder: string): ExtractorConfig {
  const mainEntryPointFilePath = join(folder, declarations);
  const configObject: IConfigFile = {
    projectFolder: folder,
    mainEntryPointFilePath,
    newlineKind: "lf",
    compiler: { overrideTsconfig: { compilerOptions: COMPILER_OPTIONS, files: [mainEntryPointFilePath] } },
    apiReport: {
      enabled: true,
      includeForgottenExports: true,
      reportFolder,
      reportTempFolder: join(reportFolder, "temp"),
      reportFileName: `${name}.api.md`,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: SILENT,
  };
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
  });
}

const COMPILER_OPTIONS = {
  target: "ES2022",
  lib: ["ESNext", "DOM", "DOM.Iterable"],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  types: ["node"],
  skipLibCheck: true,
  strict: true,
};

/** The compiler and the tests judge the declarations; a report shows only what they declare. */
const SILENT = {
  compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
  extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
  tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
};
