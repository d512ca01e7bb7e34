import { parseLog } from "@dreambooth-sandbox/log-parser";
import { expect, test } from "vitest";

test("the documented log is four steps and a success", () => {
  const log = parseLog(
    " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes /n  /n Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes /n Model loaded successfully",
  );
  expect(log.entries.map((entry) => entry.kind)).toEqual(["step", "step", "step", "step", "success"]);
  expect(log).toMatchObject({ outcome: "succeeded", progress: 1, etaMs: 300_000 });
});
