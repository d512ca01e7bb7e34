import { consumers, javascript, mock, type Consumer } from "./consumers.ts";
import { npm, otherPackageManagers, type PackageManager } from "./package-managers.ts";

/** One installation: a kind of project, a package manager, and a version of Node. */
export interface Case {
  name: string;
  consumer: Consumer;
  manager: PackageManager;
  node: string;
}

/** The newest Node, on which the other package managers are tried. */
const NEWEST = "26.10.0";

/** Returns all cases: each kind of project with npm, on each of its Node versions, and two with each other package manager. */
export function listCases(): Case[] {
  const withNpm = consumers.flatMap((consumer) =>
    consumer.nodes.map((node) => describeCase(consumer, npm, node)),
  );
  const withOthers = otherPackageManagers.flatMap((manager) =>
    [javascript, mock].map((consumer) => describeCase(consumer, manager, NEWEST)),
  );
  return [...withNpm, ...withOthers];
}

function describeCase(consumer: Consumer, manager: PackageManager, node: string): Case {
  return { name: `${consumer.name}, ${manager.name}, Node ${node}`, consumer, manager, node };
}
