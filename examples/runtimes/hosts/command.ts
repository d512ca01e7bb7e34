import process from "node:process";
import { run } from "../run.ts";
import type { Family, Restriction, Runtime } from "./runtime.ts";

/** Networks of their own, without a route to these addresses, which are reserved for documentation. */
export const unroutable = {
  prohibited: "198.51.100.1",
  unreachable: "198.51.100.2",
  blackhole: "198.51.100.3",
} as const;

const addRoutes = Object.entries(unroutable)
  .map(([type, address]) => `ip route add ${type === "prohibited" ? "prohibit" : type} ${address}`)
  .join(" && ");
/** Runs a command in a network without routes, and without the right to open many files. */
const wrappers: Readonly<Record<Restriction, readonly string[]>> = {
  "no route": ["unshare", "-rn", "sh", "-c", `ip link set lo up && ${addRoutes} && exec "$@"`, "sh"],
  "no descriptors": ["sh", "-c", 'ulimit -n 512 && exec "$@"', "sh"],
};

/** A runtime that runs programs as commands. */
export function commandRuntime(
  name: string,
  family: Family,
  source: { package: string; binaryPath: string },
  findFlags: (authorityFile: string) => readonly string[] = () => [],
): Runtime {
  return {
    name,
    family,
    ...source,
    async call(binary, { folder, authorityFile }, program, input, restriction) {
      const wrapper = restriction === undefined ? [] : wrappers[restriction];
      const actual = restriction === "no descriptors" ? `${program}WithoutDescriptors` : program;
      const flags = findFlags(authorityFile);
      const [command, ...args] = [...wrapper, binary, ...flags, "command.mjs", actual, JSON.stringify(input)];
      return JSON.parse(await run(command, args, folder, createEnvironment(authorityFile)));
    },
  };
}

/** Without a proxy, because every server is on this machine. */
function createEnvironment(authorityFile: string): NodeJS.ProcessEnv {
  const variables = Object.entries(process.env).filter(([name]) => !name.toLowerCase().endsWith("_proxy"));
  return { ...Object.fromEntries(variables), NODE_EXTRA_CA_CERTS: authorityFile };
}

/** Returns whether this machine allows networks without routes, which needs unprivileged user namespaces or root. */
export async function canRestrictRoutes(): Promise<boolean> {
  const [command, ...args] = [...wrappers["no route"], "true"];
  return run(command, args, ".").then(
    () => true,
    () => false,
  );
}
