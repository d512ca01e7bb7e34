/** The oldest Node.js version that Prism supports. A test compares it with `engines` in package.json. */
export const OLDEST_NODE = "24.18.0";

/** Returns why the mock cannot run on this Node.js version, or undefined if it can. */
export function explainOldNode(version: string = process.versions.node): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split(".").map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `The mock needs Node.js ${OLDEST_NODE} or newer, because Prism does (got ${version}). Install a newer version and try again.`;
}
