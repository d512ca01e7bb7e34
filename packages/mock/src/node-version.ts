/** The oldest Node that Prism supports; the `engines` of package.json, checked against it by a test. */
export const OLDEST_NODE = "24.18.0";

/** Says in one sentence why the mock cannot run on this Node, or nothing when it can. */
export function explainOldNode(version: string = process.versions.node): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split(".").map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `The mock needs Node ${OLDEST_NODE} or newer, because Prism does; this is Node ${version}. Install a newer Node and try again.`;
}
