import { parseLog } from "@dreambooth-sandbox/log-parser";
import { expect, test } from "vitest";
import { startLiveView } from "../src/terminal/live-view.ts";
import { renderScreen } from "./render-screen.ts";
import { Screen } from "./screen.ts";

const MINUTE_MS = 60_000;
const steps = [
  "Step:1 Training Started, 5 Steps to go : ETA : 30 minutes",
  "Step:2 Training Done, 4 Steps to go : ETA : 15 minutes",
  "Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes",
];

/** The picture in the README and in the documentation. After a change: `vitest run live-view-picture -u`. */
test("assets/live-view.svg shows the live view", async () => {
  const screen = new Screen(60);
  const log = parseLog(steps.join(" /n "));
  const update = {
    trainingId: "F5jvdzGnYi",
    status: "trained_model_uploading",
    phase: "running" as const,
    progress: log.progress,
    etaMs: 10 * MINUTE_MS,
    log,
    newEntries: [],
    raw: {},
  };
  const training = {
    trainingId: "F5jvdzGnYi",
    startedAt: 0,
    update,
    updatedAt: 40 * MINUTE_MS,
    entriesSeenAt: new Map(steps.map((step, index) => [step, (2 + 18 * index) * MINUTE_MS])),
    nextPollAt: 43 * MINUTE_MS + 30_000,
  };
  const colorful = { canRedraw: true, hasColors: true, hasUnicode: true };
  const view = startLiveView(screen.stream, training, () => 42 * MINUTE_MS, colorful);
  view.draw();
  const picture = renderScreen(await screen.show(), "$ dreambooth-sandbox wait F5jvdzGnYi");
  view.stop();
  await expect(picture).toMatchFileSnapshot("../assets/live-view.svg");
});
