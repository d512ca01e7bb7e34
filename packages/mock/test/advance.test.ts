import { createMock, type Mock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { estimateStarts } from "../src/life-cycle/start-times.ts";
import { create, status } from "./training-request.ts";

const contract = await loadContract();
const [first, second] = contract.statuses;
const last = contract.statuses.at(-1);
const secondAtMs = estimateStarts(contract)[1] ?? 0;
const NOW_MS = 1_790_000_000_000;
const MONTH_MS = 30 * 24 * 3_600_000;
const now = () => NOW_MS;

const statusOf = async (mock: Mock, id: string) => (await status(mock.fetch, id))["messege"];

test("10,000 creates of one millisecond return different ids, and each is found", async () => {
  await using mock = await createMock({ now });
  const ids = [];
  for (let index = 0; index < 10_000; index += 1) ids.push(await create(mock.fetch));
  expect(new Set(ids).size).toBe(10_000);
  for (const id of [ids[0], ids[5_000], ids[9_999]]) expect(await statusOf(mock, id ?? "")).toBe(first);
});

test("a training is aged by what was advanced after its create, not before it", async () => {
  await using mock = await createMock({ now });
  for (let step = 0; step < 5; step += 1) {
    await mock.advance(secondAtMs);
    const id = await create(mock.fetch);
    expect(await statusOf(mock, id)).toBe(first);
    await mock.advance(secondAtMs - 1);
    expect(await statusOf(mock, id)).toBe(first);
    await mock.advance(1);
    expect(await statusOf(mock, id)).toBe(second);
  }
});

test("after more steps than are kept apart, trainings still age by everything since their create", async () => {
  let clockMs = NOW_MS;
  await using mock = await createMock({ now: () => clockMs, speed: 1e-9 });
  const id = await create(mock.fetch);
  for (let step = 0; step < 3_000; step += 1) {
    clockMs += 1;
    await mock.advance(secondAtMs / 3_000);
  }
  expect(await statusOf(mock, id)).toBe(second);
  const late = await create(mock.fetch);
  expect(await statusOf(mock, late)).toBe(first);
});

test("a restarted mock knows the trainings that were created after `advance`", async () => {
  await using before = await createMock({ now });
  await before.advance(12 * MONTH_MS);
  const id = await create(before.fetch);
  await using restarted = await createMock({ now });
  expect(await statusOf(restarted, id)).toBe(first);
  await restarted.advance(secondAtMs);
  expect(await statusOf(restarted, id)).toBe(second);
});

test("trainings that are months old are found, with `advance` and by the clock", async () => {
  let clockMs = NOW_MS;
  await using mock = await createMock({ now: () => clockMs });
  const id = await create(mock.fetch);
  await mock.advance(12 * MONTH_MS);
  expect(await statusOf(mock, id)).toBe(last);
  clockMs += 12 * MONTH_MS;
  expect(await statusOf(mock, id)).toBe(last);
  await using other = await createMock({ now: () => NOW_MS + 100 * MONTH_MS });
  expect(await statusOf(other, id)).toBe(last);
});

test("a training from the future of the clock is as old as one created now", async () => {
  await using ahead = await createMock({ now: () => NOW_MS + MONTH_MS });
  const id = await create(ahead.fetch);
  await using behind = await createMock({ now });
  expect(await statusOf(behind, id)).toBe(first);
});

test.each([-1, Infinity, Number.NaN, 2 ** 53])("advance by %d is refused", async (ms) => {
  await using mock = await createMock({ now });
  await expect(mock.advance(ms)).rejects.toThrow(/^ms must be a number from 0 to 9007199254740991 \(got /);
  await expect(mock.session("k").advance(ms)).rejects.toThrow(RangeError);
});
