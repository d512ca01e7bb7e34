/** Returns an environment variable. It is `undefined` if it is empty, or where there is no environment to read. */
export function readEnvironment(name: string): string | undefined {
  try {
    const { process } = globalThis as { process?: { env: Record<string, string | undefined> } };
    return process?.env[name] || undefined;
  } catch {
    // Deno throws without the permission to read the environment.
    return undefined;
  }
}
