import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { run } from "./run.ts";

/**
 * Copies the files of the repository that git knows or would add, in their present state, and commits them in the copy:
 * a changelog names the commit that added a changeset.
 */
export async function copyRepository(repository: string, copy: string): Promise<void> {
  const listed = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const { stdout } = await run("git", listed, { cwd: repository });
  for (const file of stdout.split("\0").filter((each) => each !== "")) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    // A deleted file is still listed until its deletion is committed.
    await cp(join(repository, file), join(copy, file)).catch(ignoreMissing);
  }
  const identity = ["-c", "user.name=rehearsal", "-c", "user.email=rehearsal@localhost"];
  await run("git", ["init", "--quiet", "--initial-branch=main"], { cwd: copy });
  await run("git", ["add", "--all"], { cwd: copy });
  await run("git", [...identity, "commit", "--quiet", "--message=Rehearse a release"], { cwd: copy });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
