import type { CommandSpec } from "./command-spec.ts";

/** All commands, in the order of the help. */
export const commandSpecs: readonly CommandSpec[] = [
  {
    synopsis: "train",
    summary: "create a training, which costs money",
    load: async () => (await import("./train.ts")).configureTrain,
  },
  {
    synopsis: "status <training-id>",
    summary: "show a training's status and step log",
    load: async () => (await import("./status.ts")).configureStatus,
  },
  {
    synopsis: "wait <training-id>",
    summary: "follow a training until it ends",
    load: async () => (await import("./wait.ts")).configureWait,
  },
  {
    synopsis: "list",
    summary: "list what was sent from this machine, and how it ended",
    load: async () => (await import("./list.ts")).configureList,
  },
  {
    synopsis: "resolve <intent-id>",
    summary: "record what became of a create whose outcome is unknown",
    load: async () => (await import("./resolve.ts")).configureResolve,
  },
  {
    synopsis: "parse-log [file]",
    summary: "show a step log as data",
    load: async () => (await import("./parse-log.ts")).configureParseLog,
  },
  {
    synopsis: "complete [shell]",
    summary: "print the script for shell completion",
    load: async () => (await import("./complete.ts")).configureComplete,
  },
];
