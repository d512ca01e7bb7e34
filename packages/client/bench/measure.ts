const WARM_UPS = 20;

/** Microseconds for each call, one number a round. Rounds are short and subjects take turns, so that all see the same machine. */
export async function measure(
  subjects: Record<string, () => Promise<unknown>>,
  rounds: number,
  calls: number,
): Promise<Record<string, number[]>> {
  const names = Object.keys(subjects);
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -WARM_UPS; round < rounds; round++) {
    for (const name of rotate(names, round)) {
      const us = await timeCalls(subjects[name], calls);
      if (round >= 0) times[name]?.push(us);
    }
  }
  return times;
}

function rotate(names: readonly string[], by: number): string[] {
  const start = Math.abs(by) % names.length;
  return [...names.slice(start), ...names.slice(0, start)];
}

async function timeCalls(call: (() => Promise<unknown>) | undefined, calls: number): Promise<number> {
  const startedAt = performance.now();
  for (let i = 0; i < calls; i++) await call?.();
  return ((performance.now() - startedAt) * 1_000) / calls;
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
