import { homedir } from "node:os";
import path from "node:path";

type Environment = Record<string, string | undefined>;

const NAME = "dreambooth-sandbox";

/** Returns the folder for this user's state: `XDG_STATE_HOME` and its default, or the usual place on macOS or Windows. */
export function findStateFolder(
  env: Environment,
  platform: NodeJS.Platform = process.platform,
  home: () => string = homedir,
): string {
  const { join, isAbsolute } = platform === "win32" ? path.win32 : path.posix;
  // The specification has relative paths ignored.
  const chosen = [env["XDG_STATE_HOME"]].find((folder) => folder !== undefined && isAbsolute(folder));
  if (chosen !== undefined) return join(chosen, NAME);
  if (platform === "win32")
    return join(env["LOCALAPPDATA"] ?? join(env["USERPROFILE"] ?? home(), "AppData", "Local"), NAME);
  const homeFolder = env["HOME"] || home();
  return platform === "darwin"
    ? join(homeFolder, "Library", "Application Support", NAME)
    : join(homeFolder, ".local", "state", NAME);
}
