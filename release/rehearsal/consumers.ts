import { trainingStatusPhases } from "@dreambooth-sandbox/client/contract";

/** The status of a training that ended well. */
export const READY_STATUS = findReadyStatus();

function findReadyStatus(): string {
  const ready = Object.entries(trainingStatusPhases).find(([, phase]) => phase === "succeeded");
  if (ready === undefined) throw new Error("The contract has no status of the phase `succeeded`.");
  return ready[0];
}

/** A kind of project that uses the packages: a folder of `consumers/` and the commands to try it. */
export interface Consumer {
  name: string;
  /** The folder of `consumers/`. Default: the name. */
  folder?: string;
  /** What the folder's package.json lacks, because several kinds share it. */
  devDependencies?: Readonly<Record<string, string>>;
  /** The commands, run one after the other in the installed folder. */
  commands: readonly (readonly string[])[];
  /** What the last command must print. */
  prints: string;
  /** The Node versions to try it with. */
  nodes: readonly string[];
  /** Whether everything that is installed is ours, or comes with it: then an install must not warn at all. */
  isOurs: boolean;
}

const OLDEST_AND_NEWEST = ["20.20.2", "26.10.0"];
const ALL = ["20.20.2", "22.23.3", "24.21.0", "26.10.0"];

/** TypeScript with each module system, which a configuration of that name in the folder describes. */
function typescript(version: string, nodeTypes: string, configurations: readonly string[]): Consumer {
  const commands = configurations.flatMap((name) => [
    ["node_modules/.bin/tsc", "--project", `tsconfig.${name}.json`],
    ["node", `out/${name}/train.${name.endsWith("commonjs") ? "cjs" : "js"}`],
  ]);
  return {
    name: `typescript ${version}`,
    folder: "typescript",
    devDependencies: { typescript: version, "@types/node": nodeTypes },
    // The same program as a CommonJS module.
    commands: [["cp", "train.ts", "train.cts"], ...commands],
    prints: READY_STATUS,
    nodes: OLDEST_AND_NEWEST,
    isOurs: false,
  };
}

const MODULE_SYSTEMS = ["bundler", "node16", "nodenext"];

export const javascript: Consumer = {
  name: "javascript",
  commands: [["node", "train.mjs"]],
  nodes: ALL,
  isOurs: true,
  prints: READY_STATUS,
};

export const mock: Consumer = {
  name: "mock",
  commands: [["node", "train.mjs"]],
  nodes: ["24.18.0", "26.10.0"],
  isOurs: true,
  prints: READY_STATUS,
};

export const consumers: readonly Consumer[] = [
  javascript,
  {
    name: "commonjs",
    commands: [["node", "train.cjs"]],
    nodes: OLDEST_AND_NEWEST,
    isOurs: true,
    prints: READY_STATUS,
  },
  { name: "log-parser", commands: [["node", "parse.mjs"]], nodes: ALL, isOurs: true, prints: "succeeded" },
  {
    name: "command",
    commands: [
      ["node_modules/.bin/dreambooth-sandbox", "train", "--yes", "--wait", "--request", "request.json"],
    ],
    nodes: ALL,
    isOurs: true,
    prints: READY_STATUS,
  },
  mock,
  {
    name: "fleet",
    commands: [["node", "train.mjs"]],
    nodes: ["22.13.0", "26.10.0"],
    isOurs: true,
    prints: READY_STATUS,
  },
  // TypeScript 5.5 cannot import an ES module from CommonJS.
  typescript("5.5.4", "22", MODULE_SYSTEMS),
  typescript("5.9.3", "24", [...MODULE_SYSTEMS, "node20-commonjs"]),
  typescript("7.0.2", "26", [...MODULE_SYSTEMS, "node20-commonjs"]),
  {
    name: "vite",
    commands: [
      ["node_modules/.bin/vite", "build"],
      ["node", "dist/train.js"],
    ],
    isOurs: false,
    prints: READY_STATUS,
    nodes: OLDEST_AND_NEWEST,
  },
  {
    name: "esbuild",
    commands: [
      [
        "node_modules/.bin/esbuild",
        "train.mjs",
        "--bundle",
        "--format=esm",
        "--platform=browser",
        "--outfile=out.mjs",
      ],
      ["node", "out.mjs"],
    ],
    isOurs: false,
    prints: READY_STATUS,
    nodes: OLDEST_AND_NEWEST,
  },
  {
    name: "next",
    commands: [
      ["node_modules/.bin/next", "build"],
      ["node", "request.mjs"],
    ],
    isOurs: false,
    prints: READY_STATUS,
    nodes: ["26.10.0"],
  },
  {
    name: "jest",
    commands: [["node", "--experimental-vm-modules", "node_modules/jest/bin/jest.js"]],
    isOurs: false,
    prints: "1 passed",
    nodes: OLDEST_AND_NEWEST,
  },
  {
    name: "vitest",
    commands: [["node_modules/.bin/vitest", "run"]],
    isOurs: false,
    prints: "1 passed",
    nodes: OLDEST_AND_NEWEST,
  },
];
