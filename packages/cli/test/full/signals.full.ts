import { constants } from "node:os";
import { expect, test } from "vitest";
import { toTrainArgs, documentedRequest } from "../contract.ts";
import { createFolder } from "../run.ts";
import { openTerminal, restored } from "./pty/terminal.ts";
import { startService, trainingId } from "./service.ts";

const { SIGINT, SIGTERM } = constants.signals;
const CTRL_C = "\u0003";

const wait = ["wait", trainingId];
const train = [...toTrainArgs(documentedRequest), "--wait"];
const endings = [
  ["Ctrl-C", 128 + SIGINT, (terminal) => terminal.type(CTRL_C)],
  ["SIGTERM", 128 + SIGTERM, (terminal) => terminal.signal(SIGTERM)],
] satisfies [string, number, (terminal: ReturnType<typeof openTerminal>) => void][];

for (const [name, exitCode, end] of endings) {
  test.each([
    ["wait", wait],
    ["train --wait", train],
  ])(`${name} ends %s in a terminal at once, with the command that resumes`, async (_, args) => {
    await using service = await startService();
    await using folder = await createFolder();
    const env = { DREAMBOOTH_SANDBOX_API_KEY: "test", DREAMBOOTH_SANDBOX_BASE_URL: service.url };
    await using terminal = openTerminal(args, { env: { ...env, XDG_STATE_HOME: folder.path } });
    await terminal.shows("next poll in");
    end(terminal);
    expect(await terminal.ended()).toEqual({ exitCode, signal: null, ...restored });
    expect(terminal.isCursorHidden()).toBe(false);
    expect(terminal.rows().findLast((row) => row !== "")).toBe(`  dreambooth-sandbox wait ${trainingId}`);
  });
}
