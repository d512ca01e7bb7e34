import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createFolder } from "../run.ts";
import { command } from "./command.ts";
import { openTerminal } from "./pty/terminal.ts";
import { type Service, startService, trainingId } from "./service.ts";
import { quote } from "./shell.ts";

const run = promisify(execFile);
const CTRL_C = "\u0003";
const STEP = "● 1 Training Started";

function environment({ url }: Service, state: string): Record<string, string> {
  return { DREAMBOOTH_SANDBOX_API_KEY: "test", DREAMBOOTH_SANDBOX_BASE_URL: url, XDG_STATE_HOME: state };
}

/** tmux reports a new size to the command after a quarter of a second, and the command redraws every second. */
const RESIZE_MS = 2_500;

/** The live view of the running training: how many rows of each kind the screen has. */
const oneFrame = [
  [1, trainingId],
  [1, STEP],
  [1, " %"],
  [1, "elapsed"],
] as const;

function countRows(rows: string[]) {
  return oneFrame.map(([, text]) => [rows.filter((row) => row.includes(text)).length, text]);
}

test.each([
  [80, 40],
  [120, 40],
  [40, 100],
])("a terminal that is resized from %i to %i columns shows one frame", async (before, after) => {
  await using service = await startService();
  await using folder = await createFolder();
  const env = environment(service, folder.path);
  await using terminal = openTerminal(["wait", trainingId], { env, columns: before });
  await terminal.shows(STEP);
  expect(terminal.isCursorHidden()).toBe(true);
  const drawn = terminal.written.length;
  terminal.resize(after, 20);
  // When the command learns the new size, it draws everything again, and not only the times.
  while (!terminal.written.slice(drawn).includes("1 Training Started")) await sleep(20);
  await terminal.shows("elapsed");
  expect(countRows(terminal.rows())).toEqual(oneFrame);
  terminal.type(CTRL_C);
  await terminal.ended();
});

test.each([
  ["CI", { CI: "true" }],
  ["a dumb terminal", { TERM: "dumb" }],
])("%s gets lines that are not redrawn", async (_, variables) => {
  await using service = await startService();
  await using folder = await createFolder();
  const env = { ...environment(service, folder.path), ...variables };
  await using terminal = openTerminal(["wait", trainingId], { env });
  await terminal.shows("step 1: Training Started");
  terminal.type(CTRL_C);
  expect(await terminal.ended()).toMatchObject({ exitCode: 130 });
  expect(terminal.written).not.toContain("\u001B");
});

test("tmux shows one frame, also after its pane became narrower, and Ctrl-C works", async () => {
  await using service = await startService();
  await using folder = await createFolder();
  const tmux = async (...args: string[]) =>
    (await run("tmux", ["-u", "-S", join(folder.path, "tmux"), "-f", "/dev/null", ...args])).stdout;
  const capture = async () => (await tmux("capture-pane", "-p", "-S", "-100")).split("\n");
  const variables = Object.entries(environment(service, folder.path)).map(
    ([name, value]) => `${name}=${value}`,
  );
  const line = quote(["env", "-u", "CI", "LANG=C.UTF-8", ...variables, ...command, "wait", trainingId]);
  await tmux("new-session", "-d", "-x", "100", "-y", "24", `${line}; echo "ended with $?"; sleep 60`);
  try {
    await until(async () => (await capture()).some((row) => row.includes(STEP)));
    await tmux("resize-window", "-x", "40", "-y", "24");
    await until(async () => (await tmux("display-message", "-p", "#{pane_width}")).startsWith("40"));
    // By then the command has drawn at the new size, and at least once more.
    await sleep(RESIZE_MS);
    expect(countRows(await capture())).toEqual(oneFrame);
    await tmux("send-keys", "C-c");
    await until(async () => (await capture()).some((row) => row.includes("ended with 130")));
  } finally {
    await tmux("kill-server");
  }
});

/** Resolves when a condition holds. The test's own limit ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}
