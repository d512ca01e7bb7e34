import { parseLog } from "@dreambooth-sandbox/log-parser";
import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import * as fc from "fast-check";
import picocolors from "picocolors";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { type FollowedTraining, renderFrame } from "../src/terminal/frame.ts";
import { startLiveView } from "../src/terminal/live-view.ts";
import { unicodeSymbols } from "../src/terminal/symbols.ts";
import { Screen } from "./screen.ts";

const MINUTE_MS = 60_000;
const plain = { canRedraw: true, hasColors: false, hasUnicode: true };
const log = [
  "Step:1 Training Started, 5 More Steps to go : ETA : 60 minutes | Time Elapsed : 12.34 seconds",
  "Step:2 Training Done, 4 Steps to go : ETA : 15 minutes",
  "Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes",
].join(" /n ");

function createUpdate(text = log, fields: Partial<TrainingUpdate> = {}): TrainingUpdate {
  const parsed = parseLog(text);
  return {
    trainingId: "F5jvdzGnYi",
    status: "trained_model_uploading",
    phase: "running",
    progress: parsed.progress,
    ...(parsed.etaMs !== undefined && { etaMs: parsed.etaMs }),
    log: parsed,
    newEntries: parsed.entries,
    raw: {},
    ...fields,
  };
}

function createTraining(fields: Partial<FollowedTraining> = {}): FollowedTraining {
  return {
    trainingId: "F5jvdzGnYi",
    startedAt: 0,
    update: createUpdate(),
    updatedAt: 20 * MINUTE_MS,
    entriesSeenAt: new Map([[log.split(" /n ")[1] ?? "", 12 * MINUTE_MS]]),
    nextPollAt: 22 * MINUTE_MS + 30_000,
    ...fields,
  };
}

function draw(screen: Screen, training = createTraining(), capabilities = plain, now = 21 * MINUTE_MS) {
  const view = startLiveView(screen.stream, training, () => now, capabilities);
  view.draw();
  return { ...view, [Symbol.dispose]: () => view.stop() };
}

/** Returns the rows of a terminal in which nothing happened but one frame. */
async function readFresh(screen: Screen): Promise<string[]> {
  using _ = draw(screen);
  return await screen.read();
}

describe("the live view", () => {
  test.each([40, 80, 200])(
    "shows steps, progress, times, and the next poll at %i columns",
    async (columns) => {
      const screen = new Screen(columns);
      using _ = draw(screen);
      expect(await screen.read()).toEqual([
        "$ before",
        "F5jvdzGnYi  trained_model_uploading",
        "  ✔ 1 Training Started              12s",
        "  ✔ 2 Training Done                +12m",
        "  ● 3 Model Uploading",
        "  ████████████████░░░░░░░░░░░░░░░ 50 %",
        "  21m elapsed · about 9m remaining",
        "  next poll in 1m 30s",
      ]);
    },
  );

  test.each([
    ["wide characters", "训练已经开始了请稍候训练已经开始了请稍候训练已经开始了请稍候"],
    ["emoji", "👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀"],
    ["combining marks", "e\u0301".repeat(60)],
    ["escape sequences", `\u001B[2J\u001B[H\u001B]0;title\u0007${"x".repeat(60)}`],
  ])("cuts a title with %s at the right end", async (...[, title]) => {
    const screen = new Screen(40);
    const update = createUpdate(`Step:1 ${title}, 5 Steps to go`);
    using _ = draw(screen, createTraining({ update }));
    const rows = await screen.read();
    expect(rows[0]).toBe("$ before");
    expect(rows[2]).toMatch(/^ {2}● 1 .+…$/);
  });

  test.each([
    ["narrower", 80, 40],
    ["much narrower", 120, 30],
    ["wider", 40, 100],
    ["lower", 80, 80],
  ])("leaves nothing behind in a terminal that became %s", async (_, before, after) => {
    const screen = new Screen(before);
    using view = draw(screen);
    await screen.read();
    screen.resize(after, 20);
    view.draw();
    const rows = await screen.read();
    expect(rows).toEqual(await readFresh(new Screen(after, 20)));
  });

  test("shows only the newest steps in a terminal with few rows", async () => {
    const screen = new Screen(60, 9);
    const steps = Array.from({ length: 30 }, (_, index) => `Step:${index + 1} Work, 3 Steps to go`);
    using view = draw(screen, createTraining({ update: createUpdate(steps.join("\n")) }));
    view.draw();
    const rows = await screen.read();
    expect(rows.filter((row) => row.includes("Work"))).toEqual(["  ✔ 29 Work", "  ● 30 Work"]);
    expect(rows[0]).toBe("$ before");
  });

  test("leaves room for a line above it", async () => {
    const screen = new Screen(60);
    using view = draw(screen);
    view.makeRoom(() => screen.stream.write("warning: a failure was tolerated\n"));
    const rows = await screen.read();
    expect(rows.slice(0, 3)).toEqual([
      "$ before",
      "warning: a failure was tolerated",
      "F5jvdzGnYi  trained_model_uploading",
    ]);
    expect(rows.filter((row) => row.includes("elapsed"))).toHaveLength(1);
  });

  test("marks a failure", async () => {
    const screen = new Screen(60);
    const update = createUpdate(`${log} /n Training Failed:  Valid image links less than 3`, {
      phase: "failed",
    });
    using _ = draw(screen, createTraining({ update }));
    expect(await screen.read()).toContain("  ✖ Valid image links less than 3");
  });

  test("uses ASCII without UTF-8", async () => {
    const screen = new Screen(60);
    using _ = draw(screen, createTraining(), { ...plain, hasUnicode: false });
    for (const row of await screen.read()) expect(row).toMatch(/^[ -~]*$/);
  });

  test.each([true, false])("has colors where they are wanted: %j", (hasColors) => {
    const screen = new Screen(60);
    using _ = draw(screen, createTraining(), { ...plain, hasColors });
    expect(screen.written.includes("\u001B[32m")).toBe(hasColors);
  });

  test("no line is as wide as the terminal, whatever the service returns", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 60 });
    const anyTraining = fc.record({ trainingId: text, status: text, title: text, reason: text });
    fc.assert(
      fc.property(
        anyTraining,
        fc.integer({ min: 12, max: 90 }),
        ({ trainingId, status, title, reason }, columns) => {
          const update = createUpdate(`Step:1 ${title}, 5 Steps to go\nTraining Failed: ${reason}`, {
            status,
          });
          const style = {
            columns,
            rows: 24,
            colors: picocolors.createColors(false),
            symbols: unicodeSymbols,
          };
          const lines = renderFrame(createTraining({ trainingId, update }), 0, style);
          for (const line of lines) expect(stringWidth(line)).toBeLessThan(columns);
        },
      ),
    );
  });
});
