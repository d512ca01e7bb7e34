/** Microseconds for each call: one number a round. Subjects take turns, so that all see the same machine. */
export async function measure(
  subjects: Record<string, () => Promise<unknown>>,
  rounds: number,
  calls: number,
): Promise<Record<string, number[]>> {
  const entries = Object.entries(subjects);
  const times: Record<string, number[]> = Object.fromEntries(entries.map(([name]) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (let i = 0; i < entries.length; i++) {
      const [name, call] = entries[(i + round + 1) % entries.length] ?? [];
      if (name === undefined || call === undefined) continue;
      const us = await timeCalls(call, calls);
      if (round >= 0) times[name]?.push(us);
    }
  }
  return times;
}

async function timeCalls(call: () => Promise<unknown>, calls: number): Promise<number> {
  const startedAt = performance.now();
  for (let i = 0; i < calls; i++) await call();
  return ((performance.now() - startedAt) * 1_000) / calls;
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
