import { readdirSync } from "node:fs";
import { fileJournal } from "@dreambooth-sandbox/client/journal";
import { readConfigureGlobal } from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../bench/polling/random.ts";
import { createTemporaryFolder, listAll } from "../support/journals.ts";
import { startCountingService, startCreator } from "./support.ts";

const INTENTS = 500;
const KILLS = 8;

/** Waits for a random number of turns of the event loop, so that a kill comes at any moment between two requests. */
async function waitRandomTurns(random: () => number): Promise<void> {
  for (let turns = random() * 200; turns > 0; turns--) await new Promise(setImmediate);
}

test("a process that is killed at random moments of 500 creates sends none twice", async () => {
  const { seed = Date.now() } = readConfigureGlobal();
  console.log(`FC_SEED=${seed} draws the same moments for the kills again.`);
  const random = createRandom(seed);
  const folder = createTemporaryFolder();
  const service = await startCountingService();
  const received = () => service.creates.size;
  let killed = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    const creator = await startCreator(service.url, folder, INTENTS);
    creator.begin();
    // Each process makes about the same progress before it is killed.
    const target = Math.round((INTENTS * (kill - 1 + random())) / (KILLS + 1));
    await Promise.race([service.untilReceived(Math.max(target, received())), creator.ended]);
    await waitRandomTurns(random);
    creator.process.kill("SIGKILL");
    if ((await creator.ended) === "SIGKILL") killed++;
  }
  expect(killed).toBeGreaterThan(KILLS / 2);
  const last = await startCreator(service.url, folder, INTENTS);
  last.begin();
  expect(await last.ended).toBe(0);

  expect([...service.creates].filter(([, count]) => count > 1)).toEqual([]);
  const intents = await listAll(fileJournal(folder));
  const decided = intents.filter(({ state }) => state === "created");
  const undecided = intents.filter(({ state }) => state !== "created");
  expect(intents).toHaveLength(INTENTS);
  for (const { intentId, trainingId } of decided)
    expect([trainingId, service.creates.get(intentId)]).toEqual([`training-${intentId}`, 1]);
  for (const { state, reason } of undecided)
    expect([state, reason]).toEqual(["sending", expect.stringContaining("no outcome is recorded")]);
  const sent = undecided.filter(({ intentId }) => service.creates.has(intentId));
  const drafts = readdirSync(folder).filter((name) => name.endsWith(".draft"));
  console.log(
    `${killed} kills: ${received()} of ${INTENTS} creates arrived, none twice. Undecided: ${undecided.length} (${sent.length} sent). Drafts left: ${drafts.length}.`,
  );
});
