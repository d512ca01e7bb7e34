import { constants } from "node:os";
import { expect, test } from "vitest";
import { documentedRequest, toTrainArgs } from "../contract.ts";
import { createFolder } from "../run.ts";
import { openTerminal, restored } from "./pty/terminal.ts";
import { type Service, startService, trainingId } from "./service.ts";

const { SIGINT, SIGTERM } = constants.signals;
const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const ENTER = "\r";
const KEY = "s3cret-k3y";

const train = toTrainArgs(documentedRequest).filter((word) => word !== "--yes");

function environment({ url }: Service, state: string, key?: string): NodeJS.ProcessEnv {
  const variables = { DREAMBOOTH_SANDBOX_BASE_URL: url, XDG_STATE_HOME: state };
  return key === undefined ? variables : { ...variables, DREAMBOOTH_SANDBOX_API_KEY: key };
}

test("train sends the request after yes", async () => {
  await using service = await startService();
  await using folder = await createFolder();
  await using terminal = openTerminal(train, { env: environment(service, folder.path, KEY) });
  await terminal.shows("[y/N]");
  expect(service.requests).toEqual([]);
  terminal.type(`y${ENTER}`);
  expect(await terminal.ended()).toMatchObject({ exitCode: 0, ...restored });
  expect(terminal.rows()).toContain(trainingId);
  expect(terminal.written).not.toContain(KEY);
});

test.each([
  ["no", `n${ENTER}`, 8],
  ["only Enter", ENTER, 8],
  ["Ctrl-D", CTRL_D, 8],
  ["Ctrl-C", CTRL_C, 128 + SIGINT],
])("train sends nothing after %s", async (_, typed, exitCode) => {
  await using service = await startService();
  await using folder = await createFolder();
  await using terminal = openTerminal(train, { env: environment(service, folder.path, KEY) });
  await terminal.shows("[y/N]");
  terminal.type(typed);
  expect(await terminal.ended()).toEqual({ exitCode, signal: null, ...restored });
  expect(service.requests).toEqual([]);
});

test("the key is asked for without an echo", async () => {
  await using service = await startService();
  await using folder = await createFolder();
  await using terminal = openTerminal(["status", trainingId], { env: environment(service, folder.path) });
  await terminal.shows("API key (not shown):");
  terminal.type(`${KEY}${ENTER}`);
  expect(await terminal.ended()).toEqual({ exitCode: 0, signal: null, ...restored });
  expect(terminal.written).not.toContain(KEY);
  expect(terminal.written).toContain("training_started");
});

test.each([
  ["Ctrl-C", (terminal: ReturnType<typeof openTerminal>) => terminal.type(CTRL_C), 128 + SIGINT],
  ["Ctrl-D", (terminal: ReturnType<typeof openTerminal>) => terminal.type(CTRL_D), 2],
  ["SIGTERM", (terminal: ReturnType<typeof openTerminal>) => terminal.signal(SIGTERM), 128 + SIGTERM],
])("the terminal echoes again after %s at the prompt for the key", async (_, end, exitCode) => {
  await using service = await startService();
  await using folder = await createFolder();
  await using terminal = openTerminal(["status", trainingId], { env: environment(service, folder.path) });
  await terminal.shows("API key (not shown):");
  end(terminal);
  expect(await terminal.ended()).toEqual({ exitCode, signal: null, ...restored });
  expect(service.requests).toEqual([]);
});
