import { parseLog } from "@dreambooth-sandbox/log-parser";
import { expect, test } from "vitest";
import { packUpdate, unpackUpdate } from "../src/store/stored-update.ts";
import { updateOf } from "./support/samples.ts";

const log = parseLog(
  "it will take upto 25 minutes. /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes",
);

test("an update is the same after it was stored as JSON", () => {
  const update = updateOf("training", {
    log,
    newEntries: log.entries.slice(1),
    raw: { status: "success", messege: "training_started", data: log.text, logs: log.text, eta: 5 },
    etaMs: 1_800_000,
    stalledMs: 5,
  });
  expect(unpackUpdate(JSON.parse(JSON.stringify(packUpdate(update))))).toEqual(update);
});

test("a stored update contains the log once", () => {
  const json = JSON.stringify(packUpdate(updateOf("training", { log })));
  expect(json.split("Training Started")).toHaveLength(2);
});
