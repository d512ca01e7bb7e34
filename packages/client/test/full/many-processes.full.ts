import { fileJournal } from "@dreambooth-sandbox/client/journal";
import { expect, test } from "vitest";
import { createTemporaryFolder, listAll } from "../support/journals.ts";
import { startCountingService, startCreator } from "./support.ts";

const PROCESSES = 8;
const INTENTS = 200;

test("8 processes that begin the same 200 intents at one moment send exactly 200 creates", async () => {
  const folder = createTemporaryFolder();
  const service = await startCountingService();
  const creators = await Promise.all(
    Array.from({ length: PROCESSES }, () => startCreator(service.url, folder, INTENTS)),
  );
  for (const creator of creators) creator.begin();
  expect(await Promise.all(creators.map(({ ended }) => ended))).toEqual(creators.map(() => 0));

  const sent = [...service.creates.values()];
  expect(sent).toEqual(Array.from({ length: INTENTS }, () => 1));
  for (const intent of await listAll(fileJournal(folder)))
    expect(intent).toMatchObject({ state: "created", trainingId: `training-${intent.intentId}` });
});
